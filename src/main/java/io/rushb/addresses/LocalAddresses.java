package io.rushb.addresses;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The addresses that this machine has at the moment.
 */
@FunctionalInterface
public interface LocalAddresses {

	/**
	 * Finds the addresses.
	 * @return the addresses of all interfaces
	 * @throws SocketException if the interfaces cannot be asked
	 */
	Set<InetAddress> find() throws SocketException;

	/**
	 * Asks the machine's interfaces.
	 * @return the addresses, without multicast groups
	 * @throws SocketException if the interfaces cannot be asked
	 */
	static Set<InetAddress> ofInterfaces() throws SocketException {
		Set<InetAddress> addresses = new LinkedHashSet<>();
		NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isMulticastAddress())
			.forEach(addresses::add);
		return addresses;
	}

}
