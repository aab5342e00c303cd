package io.rushb.relay;

/**
 * The counts of a relay.
 *
 * @param toServer the datagrams that clients sent
 * @param toClients the datagrams that the server sent
 * @param clients how many client addresses there were
 * @param evicted how many of them were evicted for others
 * @param returned how many of those came back soon, so were evicted too early
 * @param refused how many datagrams of new clients were dropped because the system had no
 * socket for them
 * @param addressesLeftOut how many of this machine's addresses had no socket of their
 * own, since it has too many: clients that ask them are answered from the address that
 * the system chooses
 */
public record RelayReport(WayCounts toServer, WayCounts toClients, long clients, long evicted, long returned,
		long refused, int addressesLeftOut) {

}
