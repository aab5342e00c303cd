package io.rushb.endpoint;

import java.net.InetAddress;
import java.time.Duration;

/**
 * A transfer in parts as one thing: all part sessions of one address for one version of
 * one file.
 *
 * @param client the client's address
 * @param path the path of the file, in printable form
 * @param channels how many of its sessions live now
 * @param mostChannels the most that lived at a time
 * @param parts how many of its sessions are over
 * @param bytesDone how many bytes have been acknowledged, at most the file's size
 * @param bytesTotal the size of the file, 0 where it is not known
 * @param packets how many packets have been sent, retransmissions included
 * @param retransmissions how many of them were sent again
 * @param age the time since the first request
 * @param delivered whether no session lives, and each delivered everything it was asked
 * for: a client may want only a range, or the rest of an earlier run
 */
public record TransferView(InetAddress client, String path, int channels, int mostChannels, long parts, long bytesDone,
		long bytesTotal, long packets, long retransmissions, Duration age, boolean delivered) {

	/**
	 * Returns whether every byte that was asked for has been acknowledged.
	 * @return whether nothing is left to be sent
	 */
	public boolean isComplete() {
		return this.delivered || (this.bytesTotal > 0 && this.bytesDone >= this.bytesTotal);
	}

}
