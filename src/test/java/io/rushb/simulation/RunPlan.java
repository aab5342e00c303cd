package io.rushb.simulation;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rushb.endpoint.EndpointSettings;
import io.rushb.endpoint.ResourceName;
import io.rushb.session.ContentSource;
import io.rushb.session.ProtocolSettings;
import org.jspecify.annotations.Nullable;

/**
 * All that a run is made of. Times are in nanoseconds.
 *
 * @param seed what its chances come from
 * @param protocol the server's configuration
 * @param endpoint the server's limits
 * @param readAhead the server's read-ahead budget in bytes
 * @param chunkLength how much is read at a time at most, in bytes
 * @param slowestRead how long content tasks take at most; 0 has them done at once
 * @param lateness how much too late the server's timer is called
 * @param operated whether an operator drains or ends the server under way
 * @param strict whether a filter makes the server one without rule A1's window
 * @param clients its clients
 * @param resources what the server has, by name
 */
record RunPlan(long seed, ProtocolSettings protocol, EndpointSettings endpoint, long readAhead, int chunkLength,
		long slowestRead, long lateness, boolean operated, boolean strict, List<ClientPlan> clients,
		Map<String, Resource> resources) {

	static Map<String, Resource> having(List<Resource> served) {
		Map<String, Resource> byName = new HashMap<>();
		served.forEach((resource) -> byName.put(resource.name(), resource));
		return byName;
	}

	RunPlan asStrict() {
		return new RunPlan(this.seed, this.protocol, this.endpoint, this.readAhead, this.chunkLength, this.slowestRead,
				this.lateness, this.operated, true, this.clients, this.resources);
	}

	@Nullable ContentSource open(ResourceName name) throws IOException {
		Resource resource = this.resources.get(name.toString());
		return (resource != null) ? resource.newSource() : null;
	}

	int openSources() {
		return this.resources.values().stream().mapToInt(Resource::open).sum();
	}

}
