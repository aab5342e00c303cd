package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

import io.rushb.endpoint.ResourceName;
import io.rushb.session.Flaw;
import io.rushb.wire.ListText;
import org.jspecify.annotations.Nullable;

/**
 * Makes the list of a directory (rule P10). Each entry is opened as for a GET. A file
 * that cannot be sent whole (rule S5) is listed, because it can be fetched in parts.
 */
final class DirectoryListing {

	/** Each costs an opening, so a list is made by one worker at a time. */
	static final int MOST_ENTRIES = 10_000;

	/** Most lines have about 70 bytes, so {@link #MOST_ENTRIES} of them fit. */
	static final int MOST_BYTES = 1024 * 1024;

	private final DirectoryContentStore store;

	private final ResourceName directory;

	DirectoryListing(DirectoryContentStore store, ResourceName directory) {
		this.store = store;
		this.directory = directory;
	}

	/**
	 * Makes the list.
	 * @return the text; {@code null} if there are more entries than the list can hold
	 * @throws IOException if the directory cannot be read
	 */
	byte @Nullable [] text() throws IOException {
		TreeMap<byte[], ListText.ListEntry> entries = new TreeMap<>(Arrays::compareUnsigned);
		try (Descent descent = this.store.descend(this.directory)) {
			Iterator<Path> names = descent.stream().iterator();
			for (int looked = 0; names.hasNext(); looked++) {
				if (looked == MOST_ENTRIES) {
					return null;
				}
				String name = FileNames.lastName(names.next());
				ListText.ListEntry entry = entry(name);
				if (entry != null) {
					entries.put(name.getBytes(StandardCharsets.UTF_8), entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		byte[] text = new ListText(List.copyOf(entries.values())).bytes();
		return (text.length <= MOST_BYTES) ? text : null;
	}

	private ListText.@Nullable ListEntry entry(String name) throws IOException {
		List<String> path = new ArrayList<>(this.directory.parts());
		path.add(name);
		ResourceName resource = ResourceName.of(String.join("/", path).getBytes(StandardCharsets.UTF_8));
		if (resource == null) { // S8: no GET can ask for it
			return null;
		}
		try (FileSource file = this.store.open(resource)) {
			if (file != null) {
				boolean isServed = !file.flaws().contains(Flaw.SIZE) && !file.flaws().contains(Flaw.UNREADABLE);
				return isServed ? new ListText.ListEntry(file.size(), file.modified(), name) : null;
			}
		}
		String modified = this.store.directoryModified(resource);
		return (modified != null) ? new ListText.ListEntry(-1, modified, name) : null;
	}

}
