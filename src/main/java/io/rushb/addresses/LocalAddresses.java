package io.rushb.addresses;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The addresses that this machine has now.
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
	 * Whether an address stands for many machines. A socket may be bound to it, but
	 * answers cannot be sent from it.
	 * @param address an address
	 * @return whether it is a multicast group or 255.255.255.255
	 */
	static boolean isOfMany(InetAddress address) {
		return address.isMulticastAddress() || address.getHostAddress().equals("255.255.255.255");
	}

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
