package io.rushb.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

import io.rushb.endpoint.ResourceName;

/**
 * The files directly below the root that a GET may have.
 *
 * @param files the first of them, by name
 * @param more how many others there are among the entries looked at
 * @param complete whether all entries of the directory were looked at
 */
public record RootListing(List<ListedFile> files, int more, boolean complete) {

	/**
	 * How many entries of a directory are looked at: each costs an opening.
	 */
	public static final int MOST_ENTRIES = 5000;

	static RootListing of(DirectoryContentStore store, int most) throws IOException {
		TreeSet<String> names = new TreeSet<>();
		boolean complete = readNames(store.root(), names);
		List<ListedFile> files = new ArrayList<>();
		int more = 0;
		for (String name : names) {
			ResourceName resource = ResourceName.of(name.getBytes(StandardCharsets.UTF_8));
			if (resource == null) { // S8: no GET can ask for it
				continue;
			}
			try (FileSource source = store.open(resource)) {
				if (source == null || !seemsCarriable(source)) {
					continue;
				}
				if (files.size() < most) {
					files.add(new ListedFile(name, source.size()));
				}
				else {
					more++;
				}
			}
		}
		return new RootListing(List.copyOf(files), more, complete);
	}

	/** Whether nothing is known that speaks against carrying it (rule S5). */
	private static boolean seemsCarriable(FileSource source) {
		return source.flaws().stream().noneMatch((flaw) -> flaw.hinders(false));
	}

	private static boolean readNames(Path root, TreeSet<String> names) throws IOException {
		try (DirectoryStream<Path> directory = Files.newDirectoryStream(root)) {
			Iterator<Path> entries = directory.iterator();
			while (names.size() < MOST_ENTRIES && entries.hasNext()) {
				names.add(FileNames.lastName(entries.next()));
			}
			return !entries.hasNext();
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A file.
	 *
	 * @param name its name
	 * @param size its size in bytes
	 */
	public record ListedFile(String name, long size) {

	}

}
