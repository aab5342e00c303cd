package io.rushb.client.exchange;

/**
 * Is told the measurements of an exchange. Called while the core works: must be quick and
 * must not throw.
 */
@FunctionalInterface
public interface ExchangeListener {

	/**
	 * A round-trip time was measured, by Karn's rule from packets sent once.
	 * @param nanos from sending a packet to the server's next one, in nanoseconds
	 */
	void roundTrip(long nanos);

}
