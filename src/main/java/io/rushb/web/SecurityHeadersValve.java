package io.rushb.web;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Puts the same security headers on every answer: browsers run only the page's own
 * scripts, and do not show it inside other pages. A filter would not see the requests
 * that Tomcat itself refuses.
 */
final class SecurityHeadersValve extends ValveBase {

	private static final String CONTENT = String.join("; ", "default-src 'none'", "script-src 'self'",
			"style-src 'self'", "img-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
			"frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'");

	private static final String PERMISSIONS = String.join(", ", "accelerometer=()", "autoplay=()", "camera=()",
			"clipboard-read=()", "clipboard-write=(self)", "display-capture=()", "fullscreen=()", "geolocation=()",
			"gyroscope=()", "hid=()", "magnetometer=()", "microphone=()", "midi=()", "payment=()", "serial=()",
			"usb=()");

	static final Map<String, String> HEADERS = Map.of("Content-Security-Policy", CONTENT, "X-Content-Type-Options",
			"nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy",
			"same-origin", "Cross-Origin-Embedder-Policy", "require-corp", "Cross-Origin-Resource-Policy",
			"same-origin", "Permissions-Policy", PERMISSIONS);

	SecurityHeadersValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		HEADERS.forEach(response::setHeader);
		getNext().invoke(request, response);
	}

}
