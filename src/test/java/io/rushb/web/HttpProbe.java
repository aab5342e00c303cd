package io.rushb.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a port of the web server, and looks at the headers of each answer.
 */
final class HttpProbe {

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port;

	HttpProbe(int port) {
		this.port = port;
	}

	/** What a GET is answered. */
	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send("GET", path, headers);
	}

	/** What a request without a body is answered. */
	HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(30))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> answer = this.client.send(request.build(), BodyHandlers.ofString());
		SecurityHeadersValve.HEADERS.forEach((name, value) -> assertThat(answer.headers().allValues(name))
			.as("%s of %s %s, %d", name, method, path, answer.statusCode())
			.containsExactly(value));
		return answer;
	}

	/** The status a GET is answered with. */
	int status(String path) throws IOException, InterruptedException {
		return get(path).statusCode();
	}

}
