package io.rushb.simulation;

import java.util.HashSet;
import java.util.Set;

import io.rushb.wire.Options;

/**
 * What transfers have found to be wrong with resources, which a server remembers (S5).
 */
final class ModelFlaws {

	private final Set<Resource> ofAllTransfers = new HashSet<>();

	private final Set<Resource> ofEncrypted = new HashSet<>();

	/** A transfer has met what cannot be carried. */
	void met(Resource resource, Options options) {
		if (resource.carriableSegments(options) < resource.segments()) {
			this.ofEncrypted.add(resource);
		}
		else {
			this.ofAllTransfers.add(resource);
		}
	}

	boolean hinder(Resource resource, Options options) {
		return this.ofAllTransfers.contains(resource) || options.encryption() && this.ofEncrypted.contains(resource);
	}

}
