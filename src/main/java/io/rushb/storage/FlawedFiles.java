package io.rushb.storage;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.rushb.session.Flaw;

/**
 * Remembers which versions of files transfers have found to be flawed, so that the next
 * request for such a version is refused at once (rule S5). Bounded: the version that was
 * unused the longest is forgotten first. Thread-safe.
 */
final class FlawedFiles {

	/** A few hundred kilobytes at most; a directory seldom has as many flawed files. */
	static final int LIMIT = 4096;

	private final Map<FileVersion, Set<Flaw>> flaws = new LinkedHashMap<>(16, 0.75f, true);

	/** The known flaws of this version. */
	synchronized Set<Flaw> of(FileVersion version) {
		Set<Flaw> known = this.flaws.get(version);
		return (known != null) ? EnumSet.copyOf(known) : Set.of();
	}

	synchronized void add(FileVersion version, Flaw flaw) {
		this.flaws.computeIfAbsent(version, (key) -> EnumSet.noneOf(Flaw.class)).add(flaw);
		if (this.flaws.size() > LIMIT) {
			this.flaws.remove(this.flaws.keySet().iterator().next());
		}
	}

}
