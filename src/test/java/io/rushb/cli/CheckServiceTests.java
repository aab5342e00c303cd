package io.rushb.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import io.rushb.check.scenario.Catalogue;
import io.rushb.check.scenario.Scenario;
import io.rushb.transport.ReceiverSupervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code rushb check} against the whole service over real sockets, and its reports.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "rushb.server.port=0", "server.port=-1", "rushb.files.listing=true" })
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckServiceTests {

	@TempDir
	static Path root;

	@TempDir
	Path directory;

	@Autowired
	ReceiverSupervisor supervisor;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@Test
	void ourServiceHoldsAll() {
		// GetFromServiceTests fetches a file whose numbers wrap.
		String names = Catalogue.all()
			.stream()
			.map(Scenario::name)
			.filter((name) -> !name.equals("number-wraps"))
			.collect(Collectors.joining(","));
		int code = check("--only", names, "--server-timeout", "2s");
		assertThat(this.out.toString()).doesNotContain("FAILED", "not played").contains("scenarios hold;");
		assertThat(code).isZero();
		assertThat(root).isEmptyDirectory();
	}

	@Test
	void reportsForMachinesHaveTheirForms() throws Exception {
		Path junit = this.directory.resolve("report.xml");
		Path gradescope = this.directory.resolve("results.json");
		Path points = Files.writeString(this.directory.resolve("points"), "# of the course\ntwo-packets = 2.5\n");
		Path pcap = this.directory.resolve("check.pcap");
		assertThat(check("--only", "two-packets,nak", "--json", "--junit", junit.toString(), "--gradescope",
				gradescope.toString(), "--points", points.toString(), "--pcap", pcap.toString()))
			.isZero();
		JsonNode json = JsonMapper.shared().readTree(this.out.toString());
		assertThat(json.get("ok").asBoolean()).isTrue();
		assertThat(json.get("scenarios")).hasSize(2);
		assertThat(json.get("scenarios").get(0).get("packets").get(0).asString()).contains("GET seq 1");
		Element suite = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(junit.toFile())
			.getDocumentElement();
		assertThat(suite.getTagName()).isEqualTo("testsuite");
		assertThat(suite.getAttribute("tests")).isEqualTo("2");
		assertThat(suite.getAttribute("failures")).isEqualTo("0");
		JsonNode tests = JsonMapper.shared().readTree(Files.readString(gradescope)).get("tests");
		assertThat(tests.get(0).get("score").asDouble()).isEqualTo(2.5);
		assertThat(tests.get(1).get("max_score").asDouble()).isZero();
		// Eight packets or more for each scenario, and the probe's.
		assertThat(Files.size(pcap)).isGreaterThan(16 * 1500);
	}

	@Test
	void traceShowsThePacketsOfWhatHolds() {
		assertThat(check("--only", "simple", "--trace", "--serial", "--server-timeout", "1s")).isZero();
		assertThat(this.out.toString()).contains("GET seq 1", "FIN+ACK seq 3 ack 3", "1 of 1 scenarios hold");
	}

	@Test
	void whatFailsIsShownWithItsPacketsRuleAndCause() throws IOException {
		// The service may not read what it is asked for.
		Path other = Files.createDirectory(this.directory.resolve("other"));
		int code = run("check", "--only", "two-packets", "--root", other.toString(), uri());
		assertThat(code).isEqualTo(1);
		assertThat(this.out.toString()).contains("FAILED two-packets", "!! ", "FIN seq 1",
				"expected DAT seq 1, 1464 bytes", "Rule S4:", "Usual cause:  The server serves another directory");
		assertThat(other).isEmptyDirectory();
	}

	private int check(String... options) {
		List<String> args = new ArrayList<>(List.of("check", "--root", root.toString()));
		args.addAll(List.of(options));
		args.add(uri());
		return run(args.toArray(String[]::new));
	}

	private String uri() {
		return "rushb://127.0.0.1:" + this.supervisor.port();
	}

	private int run(String... args) {
		CommandLine line = RushbCommand.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

}
