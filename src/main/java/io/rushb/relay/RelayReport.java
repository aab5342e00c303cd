package io.rushb.relay;

/**
 * What a relay has done so far.
 *
 * @param toServer what clients sent
 * @param toClients what the server sent
 * @param clients how many client addresses there were
 * @param evicted how many of them had to go for others
 * @param returned how many of those came back soon: they were not done
 * @param refused how many datagrams of new clients were dropped since the system had no
 * socket for them
 * @param addressesLeftOut how many of this machine's addresses had no socket of their
 * own, since it has too many: clients that ask them are answered from the address that
 * the system chooses
 */
public record RelayReport(WayCounts toServer, WayCounts toClients, long clients, long evicted, long returned,
		long refused, int addressesLeftOut) {

}
