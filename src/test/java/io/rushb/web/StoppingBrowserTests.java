package io.rushb.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.rushb.RushbApplication;
import io.rushb.testing.SocketClient;
import io.rushb.transport.ReceiverSupervisor;
import io.rushb.wire.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser, while the service stops and waits for the last transfer.
 */
@ExtendWith(OneBrowser.class)
@Timeout(300)
class StoppingBrowserTests {

	@TempDir
	Path root;

	@Test
	void saysThatItIsStoppingAndShowsTheLastTransfer(Browser browser) throws Exception {
		Files.write(this.root.resolve("large.txt"), SocketClient.text(100_000));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RushbApplication.class)
			.properties("server.port=0", "server.address=127.0.0.1", "rushb.server.address=127.0.0.1",
					"rushb.server.port=0", "rushb.files.root=" + this.root, "rushb.server.drain-timeout=5m",
					"spring.lifecycle.timeout-per-shutdown-phase=6m", "rushb.protocol.fixed-timeout=60s")
			.run()) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			browser.open(Integer.parseInt(port));
			browser.await("the page is live", () -> browser.text("#state").equals("Live"));
			CompletableFuture<Void> closed;
			try (SlowTransfer transfer = new SlowTransfer(context.getBean(ReceiverSupervisor.class).port(),
					new Options(true, false), "large.txt")) {
				transfer.step();
				closed = CompletableFuture.runAsync(context::close);
				browser.await("the page says so", () -> browser.text("#state").equals("Stopping"));
				assertThat(browser.count("#sessions li")).isEqualTo(1);
				transfer.finish();
			}
			closed.join();
			browser.await("it has gone", () -> browser.text("#state").equals("Not reachable"));
		}
	}

}
