package io.rushb.web;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;

import io.rushb.transport.ReceiverSupervisor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page and its headers over HTTP, with the settings of the house.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rushb.server.address=127.0.0.1", "rushb.server.port=0",
				"logging.level.org.apache.catalina.core.ContainerBase=off" })
@AutoConfigureMetrics
@Timeout(120)
class PageTests {

	@TempDir
	static Path root;

	@LocalServerPort
	int port;

	@Autowired
	ReceiverSupervisor receiver;

	HttpProbe http;

	@DynamicPropertySource
	static void serveTheTemporaryDirectory(DynamicPropertyRegistry registry) {
		registry.add("rushb.files.root", root::toString);
	}

	@BeforeEach
	void ask() {
		this.http = new HttpProbe(this.port);
	}

	@Test
	void thePageNeedsNothingFromOutsideAndNothingInline() throws Exception {
		String page = this.http.get("/", "Accept", "text/html").body();
		assertThat(page).contains("<h1>RUSHB</h1>")
			.doesNotContainPattern("<script(?![^>]*\\ssrc=)")
			.doesNotContain("<style", "style=", "http:", "https:", "javascript:")
			.doesNotContainPattern("\\son\\w+=");
		for (String reference : Pattern.compile("(?:src|href)=\"([^\"]*)\"")
			.matcher(page)
			.results()
			.map((match) -> match.group(1))
			.distinct()
			.toList()) {
			HttpResponse<String> answer = this.http.get("/" + reference);
			assertThat(answer.statusCode()).as(reference).isEqualTo(200);
			assertThat(answer.body().replace("http://www.w3.org/2000/svg", "").replace("rushb://", ""))
				.doesNotContain("://")
				.doesNotContain("innerHTML");
		}
	}

	@Test
	void eachImportOfTheScriptsIsServedAsAScript() throws Exception {
		StringBuilder scripts = new StringBuilder();
		for (String name : new String[] { "rushb", "sessions", "transfers", "detail", "files" }) {
			scripts.append(this.http.get("/" + name + ".js").body());
		}
		for (String name : Pattern.compile("from \"\\./([^\"]*)\"")
			.matcher(scripts)
			.results()
			.map((MatchResult match) -> match.group(1))
			.distinct()
			.toList()) {
			assertThat(this.http.get("/" + name).headers().firstValue("Content-Type").orElse("")).as(name)
				.contains("javascript");
		}
	}

	@Test
	void browsersAskEachTimeAndGetThePageOnlyIfItIsAnother() throws Exception {
		for (String path : new String[] { "/", "/rushb.css", "/rushb.js" }) {
			HttpResponse<String> answer = this.http.get(path);
			assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
			String modified = answer.headers().firstValue("Last-Modified").orElseThrow();
			assertThat(this.http.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
		}
		assertThat(this.http.get("/about").headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	/** The headers are looked at in each answer of each test here. */
	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/sessions", "/actuator/sessions?limit=1000",
			"/actuator/transfers", "/actuator/transfers?limit=1", "/actuator/figures", "/actuator/figures?limit=600",
			"/actuator/metrics", "/actuator/prometheus", "/about", "/rushb.svg" })
	void everyAnswerHasTheHeaders(String path) throws Exception {
		assertThat(this.http.status(path)).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing", "/missing.js", "/actuator/missing", "/WEB-INF/web.xml", "/META-INF/",
			"/application.yml", "/..%2fapplication.yml", "/%2e%2e/application.yml", "/a%00b" })
	void everyErrorHasTheHeadersAndTellsNothing(String path) throws Exception {
		HttpResponse<String> answer = this.http.get(path, "Accept", "text/html");
		assertThat(answer.statusCode()).isIn(400, 404);
		assertThat(answer.body()).doesNotContain("rushb", "exception", "Exception", root.toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sessions?limit=-1 | limit must be a whole number from 1 to 1000",
					"sessions?limit=0 | limit must be a whole number from 1 to 1000",
					"sessions?limit=1001 | limit must be a whole number from 1 to 1000",
					"sessions?limit=ten | limit must be a whole number from 1 to 1000",
					"sessions?limit= | limit must be a whole number from 1 to 1000",
					"sessions?limit=1&limit=2 | limit must be a whole number from 1 to 1000",
					"sessions?limit=99999999999999999999 | limit must be a whole number from 1 to 1000",
					"transfers?limit=101 | limit must be a whole number from 1 to 100",
					"figures?limit=1e2 | limit must be a whole number from 1 to 600",
					"trace | either client=ADDRESS:PORT or transfer=NUMBER must be there",
					"trace?client=127.0.0.1:1&transfer=1 | either client=ADDRESS:PORT or transfer=NUMBER must be there",
					"trace?client=localhost:1 | client must be an IP address and a port",
					"trace?transfer=x | transfer must be a whole number" })
	void nonsenseIsABadRequestWithAReason(String question, String reason) throws Exception {
		HttpResponse<String> answer = this.http.get("/actuator/" + question);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"detail\":\"" + reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "trace?client=127.0.0.1:1", "trace?transfer=1" })
	void nothingIsKnownOfNobody(String question) throws Exception {
		HttpResponse<String> answer = this.http.get("/actuator/" + question);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).startsWith("{\"traced\":false,\"over\":true,").endsWith("\"packets\":[]}");
	}

	@Test
	void aDefectHasTheHeadersAndTellsNothing() throws Exception {
		HttpResponse<String> answer = this.http.get("/defect", "Accept", "text/html");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).doesNotContain("reason that nobody");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /", "PUT, /", "DELETE, /", "POST, /about", "PUT, /about", "DELETE, /about", "PATCH, /about",
			"POST, /actuator/sessions", "DELETE, /actuator/sessions", "POST, /actuator/metrics/rushb.bytes.sent" })
	void nothingCanBeChanged(String method, String path) throws Exception {
		assertThat(this.http.send(method, path).statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "configprops", "heapdump", "threaddump", "loggers", "mappings", "shutdown",
			"conditions", "scheduledtasks", "startup", "httpexchanges" })
	void endpointsThatAreNotExposedAreNotThere(String endpoint) throws Exception {
		assertThat(this.http.status("/actuator/" + endpoint)).isEqualTo(404);
		assertThat(this.http.send("POST", "/actuator/" + endpoint).statusCode()).isEqualTo(404);
	}

	@Test
	void aboutTellsThePortAndWhereTheFiguresAreButNoName() throws Exception {
		Files.writeString(root.resolve("secret-name.txt"), "x");
		String version = this.http.get("/actuator/info").body().replaceFirst(".*\"version\":\"([^\"]*)\".*", "$1");
		assertThat(this.http.get("/about").body())
			.isEqualTo("{\"version\":\"" + version + "\",\"port\":" + this.receiver.port()
					+ ",\"figures\":{\"sessions\":\"/actuator/sessions\",\"transfers\":\"/actuator/transfers\","
					+ "\"figures\":\"/actuator/figures\",\"trace\":\"/actuator/trace\",\"elsewhere\":false},"
					+ "\"stopping\":false,\"listing\":false,\"files\":null}");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Defects {

		@Bean
		FilterRegistrationBean<Filter> defect() {
			FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>((request, response, chain) -> {
				throw new ServletException("a reason that nobody needs to know");
			});
			bean.addUrlPatterns("/defect");
			return bean;
		}

	}

}
