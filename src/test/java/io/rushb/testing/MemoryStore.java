package io.rushb.testing;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;

import io.rushb.endpoint.ContentStore;
import io.rushb.endpoint.ResourceName;
import io.rushb.endpoint.TooManyOpenFilesException;
import io.rushb.session.ContentSource;
import io.rushb.session.TextSource;
import org.jspecify.annotations.Nullable;

/**
 * Resources in memory. Knows what was looked up and whether all that was opened was
 * closed.
 */
public final class MemoryStore implements ContentStore {

	private final Map<String, MemoryResource> resources = new HashMap<>();

	private final Map<String, byte[]> lists = new HashMap<>();

	private final List<String> lookups = new ArrayList<>();

	private @Nullable IOException failure;

	private int mostOpen = Integer.MAX_VALUE;

	private boolean looksNeedRoom;

	public MemoryResource put(String name, byte[] content) {
		return put(name, content.length, (position) -> content[(int) position]);
	}

	public MemoryStore with(String name, byte[] content) {
		put(name, content);
		return this;
	}

	/** A resource whose digest is known. */
	public MemoryStore withDigest(String name, byte[] content) {
		put(name, content).digest(sha256(content));
		return this;
	}

	/** The digest of some bytes, as 64 hex digits. */
	public static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A resource that is computed, for sizes that had better not be held in memory. */
	public MemoryResource put(String name, long size, LongToIntFunction bytes) {
		MemoryResource resource = new MemoryResource(size, bytes, this::look);
		this.resources.put(name, resource);
		return resource;
	}

	/** Another name of a resource, as a hard link is. */
	public void link(String name, String existing) {
		this.resources.put(name, get(existing));
	}

	/** Every resource opened from now on cannot be opened; {@code null} ends this. */
	public void failToOpen(@Nullable IOException failure) {
		this.failure = failure;
	}

	/** Limits how many sources can be open at a time, as a system does. */
	public void limitOpen(int most) {
		this.mostOpen = most;
	}

	@Override
	public @Nullable ContentSource open(ResourceName name) throws IOException {
		this.lookups.add(name.toString());
		if (this.failure != null) {
			throw this.failure;
		}
		MemoryResource resource = this.resources.get(name.toString());
		requireRoom();
		return (resource != null) ? resource.open() : null;
	}

	/** From now on a look fails, too, while no more can be opened. */
	public void letLooksNeedRoom() {
		this.looksNeedRoom = true;
	}

	private void look() throws IOException {
		if (this.looksNeedRoom) {
			requireRoom();
		}
	}

	private void requireRoom() throws IOException {
		if (openSources() >= this.mostOpen) {
			throw new TooManyOpenFilesException(new IOException("Too many open files"));
		}
	}

	/** A directory has this list (rule P10). */
	public void putList(String name, byte[] text) {
		this.lists.put(name, text);
	}

	@Override
	public @Nullable ContentSource list(ResourceName directory) throws IOException {
		this.lookups.add("list of " + directory);
		if (this.failure != null) {
			throw this.failure;
		}
		byte[] text = this.lists.get(directory.toString());
		return (text != null) ? new TextSource(text) : null;
	}

	/** The names looked up so far, in order. */
	public List<String> lookups() {
		return this.lookups;
	}

	public MemoryResource get(String name) {
		MemoryResource resource = this.resources.get(name);
		if (resource == null) {
			throw new IllegalArgumentException("no resource " + name);
		}
		return resource;
	}

	/** How many sources are open now. */
	public int openSources() {
		return this.resources.values()
			.stream()
			.distinct()
			.mapToInt((resource) -> resource.opened() - resource.closed())
			.sum();
	}

}
