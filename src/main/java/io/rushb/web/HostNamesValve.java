package io.rushb.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests for a host name that is not the machine's. Otherwise a foreign web
 * page could point its own host name to this address, and make a browser inside the
 * network read health and metrics (DNS rebinding). Requests for a literal address are
 * answered.
 */
final class HostNamesValve extends ValveBase {

	private static final Logger logger = LoggerFactory.getLogger(HostNamesValve.class);

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.%]*:[0-9a-f:.%]*]?");

	private static final String ALL = "*";

	private final Set<String> names = new TreeSet<>(Set.of("localhost"));

	/**
	 * Makes a valve.
	 * @param more names besides localhost and the machine's own, * for all
	 */
	HostNamesValve(Collection<String> more) {
		super(true);
		more.forEach((name) -> this.names.add(name.strip().toLowerCase(Locale.ROOT)));
		try {
			this.names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
		}
		catch (UnknownHostException ex) {
			logger.debug("This machine has no name that it knows: {}", ex.getMessage());
		}
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (admits(request.getServerName())) {
			getNext().invoke(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_FORBIDDEN, "This is not the server's name: see rushb.web.hosts");
		}
	}

	boolean admits(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return this.names.contains(ALL) || this.names.contains(lower) || lower.endsWith(".localhost")
				|| ADDRESS.matcher(lower).matches();
	}

}
