package io.rushb.web;

import io.rushb.config.FilesProperties;
import io.rushb.storage.DirectoryContentStore;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.web.About.Figures;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /about}: facts for the page that the actuator does not have, read only.
 */
@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class AboutController {

	private final ReceiverSupervisor receiver;

	private final @Nullable RecentListing listing;

	private final @Nullable String version;

	private final Figures figures;

	AboutController(ReceiverSupervisor receiver, DirectoryContentStore store, FilesProperties files,
			ObjectProvider<BuildProperties> build, ObjectProvider<PathMappedEndpoints> endpoints,
			Environment environment) {
		this.receiver = receiver;
		this.listing = files.listing() ? new RecentListing(store, System::nanoTime) : null;
		BuildProperties facts = build.getIfAvailable();
		this.version = (facts != null) ? facts.getVersion() : null;
		this.figures = figures(endpoints.getIfAvailable(), ManagementPortType.get(environment));
	}

	private static Figures figures(@Nullable PathMappedEndpoints endpoints, ManagementPortType port) {
		if (endpoints == null || port != ManagementPortType.SAME) {
			return new Figures(null, null, null, null, port == ManagementPortType.DIFFERENT);
		}
		return new Figures(endpoints.getPath(EndpointId.of("sessions")), endpoints.getPath(EndpointId.of("transfers")),
				endpoints.getPath(EndpointId.of("figures")), endpoints.getPath(EndpointId.of("trace")), false);
	}

	@GetMapping("/about")
	ResponseEntity<About> about() throws InterruptedException {
		RecentListing recent = this.listing;
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new About(this.version, this.receiver.port(), this.figures, this.receiver.isStopping(),
					recent != null, (recent != null) ? recent.get() : null));
	}

}
