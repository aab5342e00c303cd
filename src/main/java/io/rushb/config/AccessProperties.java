package io.rushb.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

import io.rushb.endpoint.Access;
import io.rushb.endpoint.CidrBlock;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Which networks may ask, in CIDR notation, IPv4 and IPv6. Others are ignored.
 *
 * @param allow Networks that may ask, 192.0.2.0/24 for example; all where none is named.
 * @param deny Networks that may not ask, even if they are allowed.
 */
@ConfigurationProperties("rushb.access")
public record AccessProperties(@DefaultValue List<String> allow, @DefaultValue List<String> deny) {

	/** Digits only, so that no name server is asked. */
	private static final Pattern NETWORK = Pattern
		.compile("([0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

	/** How many leading bits an IPv4-mapped IPv6 address has before the IPv4 address. */
	private static final int MAPPED = 96;

	Access toAccess() {
		return new Access(networks("allow", this.allow), networks("deny", this.deny));
	}

	private static List<CidrBlock> networks(String name, List<String> texts) {
		return texts.stream().map((text) -> network(name, text.strip())).toList();
	}

	private static CidrBlock network(String name, String text) {
		var matcher = NETWORK.matcher(text);
		try {
			if (matcher.matches()) {
				InetAddress address = InetAddress.getByName(matcher.group(1));
				int bits = address.getAddress().length * Byte.SIZE;
				boolean mapped = bits == Integer.SIZE && matcher.group(1).contains(":");
				int prefix = (matcher.group(2) == null) ? bits
						: Integer.parseInt(matcher.group(2)) - (mapped ? MAPPED : 0);
				return new CidrBlock(address, prefix);
			}
		}
		catch (UnknownHostException | IllegalArgumentException ex) {
			throw invalid(name, text); // the message says what is allowed
		}
		throw invalid(name, text);
	}

	private static InvalidConfigurationPropertyValueException invalid(String name, String text) {
		return new InvalidConfigurationPropertyValueException("rushb.access." + name, text,
				"a list of networks such as 192.0.2.0/24, 2001:db8::/32 or a single address");
	}

}
