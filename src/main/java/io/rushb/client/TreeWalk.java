package io.rushb.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rushb.client.channels.Batch;
import io.rushb.client.channels.Question;
import io.rushb.wire.ListText;
import io.rushb.wire.ReservedName;
import org.jspecify.annotations.Nullable;

/**
 * Lists the directories of a tree (rule P10), level by level, and finds out which of
 * their files are wanted.
 */
final class TreeWalk {

	/**
	 * One more than is answered at a time, so that there is always one to continue with.
	 */
	private static final int MOST_QUESTIONS = 2;

	/** While this many files are known, no more are looked for. */
	private static final int ENOUGH = 1000;

	/** The bytes before the path in the name of a list. */
	private static final int LIST_NAME = 48;

	private final TreeTarget target;

	private final TreeOptions options;

	private final TreeTally tally;

	private final Deque<Directory> directories = new ArrayDeque<>();

	private final Map<Question, Directory> asked = new LinkedHashMap<>();

	private final Deque<WantedFile> files = new ArrayDeque<>();

	private int entries;

	private boolean full;

	/** A directory of the server, and where its files go. */
	record Directory(DirectoryUri uri, Path place, int depth) {

		/** The name of what is in it, for the server. */
		String path(String name) {
			return this.uri.path().isEmpty() ? name : this.uri.path() + "/" + name;
		}

	}

	TreeWalk(TreeTarget target, TreeOptions options, TreeTally tally) {
		this.target = target;
		this.options = options;
		this.tally = tally;
	}

	/** Whether nothing is left, neither to list nor to fetch. */
	boolean isOver() {
		return this.directories.isEmpty() && this.asked.isEmpty() && this.files.isEmpty();
	}

	/** The next file that is wanted; {@code null} if none is known now. */
	@Nullable WantedFile next() {
		return this.files.poll();
	}

	/** How many files are known that nobody has taken. */
	int filesLeft() {
		return this.files.size();
	}

	/** How many directories are known that were not listed. */
	int directoriesLeft() {
		return this.directories.size() + this.asked.size();
	}

	/** How many bytes of unfinished lists have come. */
	long listBytes() {
		return this.asked.keySet().stream().mapToLong(Question::listBytes).sum();
	}

	/** Takes what was answered, and asks for more if there is need. */
	void turn(Batch batch) {
		for (Map.Entry<Question, Directory> one : Map.copyOf(this.asked).entrySet()) {
			if (one.getKey().isOver()) {
				batch.remove(one.getKey());
				this.asked.remove(one.getKey());
				answered(one.getValue(), one.getKey());
			}
		}
		while (this.asked.size() < MOST_QUESTIONS && this.files.size() < ENOUGH && !this.directories.isEmpty()) {
			Directory directory = this.directories.remove();
			Question question = Question.list(PartsFetch::nonce, directory.uri().path());
			this.asked.put(question, directory);
			batch.add(question);
		}
	}

	/** The list of a directory has come, or none. */
	void answered(Directory directory, Question question) {
		ListText list = question.list();
		if (list == null) {
			this.tally.failed(directory.uri().toString(), Asking.notListed(directory.uri(), question));
			return;
		}
		this.tally.listed();
		for (ListText.ListEntry entry : list.entries()) {
			if (this.full) {
				return;
			}
			if (++this.entries > this.options.maxEntries()) {
				this.full = true;
				this.directories.clear();
				this.tally.failed(directory.uri().toString(),
						new FetchException.BeyondLimit("the tree has more than the " + this.options.maxEntries()
								+ " files and directories that --max-entries allows: the rest is not fetched"));
				return;
			}
			take(directory, entry);
		}
		this.tally.tellSize();
	}

	private void take(Directory parent, ListText.ListEntry entry) {
		String path = parent.path(entry.name());
		try {
			if (entry.isDirectory()) {
				directory(parent, entry.name(), path);
			}
			else {
				file(parent, entry, path);
			}
		}
		catch (IOException ex) {
			this.tally.failed(parent.uri() + entry.name() + (entry.isDirectory() ? "/" : ""), ex);
		}
	}

	private void directory(Directory parent, String name, String path) throws IOException {
		if (parent.depth() >= this.options.maxDepth()) {
			throw new FetchException.BeyondLimit("'" + path + "' is more than " + this.options.maxDepth()
					+ " directories deep, which is what --max-depth allows");
		}
		if (path.getBytes(StandardCharsets.UTF_8).length > ReservedName.MAX_LENGTH - LIST_NAME) {
			throw tooLong(path);
		}
		Path place = this.target.directory(parent.place(), name);
		DirectoryUri uri = new DirectoryUri(parent.uri().host(), parent.uri().port(), path);
		this.directories.add(new Directory(uri, place, parent.depth() + 1));
	}

	private void file(Directory parent, ListText.ListEntry entry, String path) throws IOException {
		if (path.getBytes(StandardCharsets.UTF_8).length > ReservedName.MAX_LENGTH) {
			throw tooLong(path);
		}
		Path place = this.target.file(parent.place(), entry.name());
		RushbUri uri = new RushbUri(parent.uri().host(), parent.uri().port(), path);
		WantedFile file = new WantedFile(uri, place, entry.size(), WantedFile.time(entry.modified()));
		if (this.options.goOn() && file.isThere()) {
			this.tally.skipped(uri, place);
			return;
		}
		this.files.add(file);
		this.tally.wanted(entry.size());
	}

	private static FetchException tooLong(String path) {
		return new FetchException.BeyondLimit("'" + path + "' is a name too long to be asked for (rule P1)");
	}

}
