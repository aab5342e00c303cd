package io.rushb.web;

import io.rushb.storage.RootListing;
import org.jspecify.annotations.Nullable;

/**
 * Facts for the page that the actuator does not have.
 *
 * @param version the service's version; {@code null} where the build did not record it
 * @param port the UDP port that is bound, 1 to 65535; 0 or less while none is
 * @param figures where live figures can be had
 * @param stopping whether the service is stopping and waits for running transfers
 * @param listing whether files may be listed
 * @param files the files directly below the root; {@code null} if they may not be listed
 * or the root cannot be read
 */
record About(@Nullable String version, int port, Figures figures, boolean stopping, boolean listing,
		@Nullable RootListing files) {

	/**
	 * Where live figures can be had.
	 *
	 * @param sessions the path of the sessions endpoint on this port; like the others
	 * {@code null} if it is not on this port
	 * @param transfers the path of the transfers endpoint
	 * @param figures the path of the figures endpoint
	 * @param trace the path of the trace endpoint
	 * @param elsewhere whether the actuator has a port of its own
	 */
	record Figures(@Nullable String sessions, @Nullable String transfers, @Nullable String figures,
			@Nullable String trace, boolean elsewhere) {

	}

}
