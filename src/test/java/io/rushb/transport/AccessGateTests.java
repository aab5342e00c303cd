package io.rushb.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.rushb.endpoint.Access;
import io.rushb.endpoint.CidrBlock;
import io.rushb.endpoint.EndpointListener;
import io.rushb.session.IgnoreReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may ask is decided before anything else is.
 */
class AccessGateTests {

	@Test
	void whatComesFromElsewhereIsCountedAndHandedToNobody() throws Exception {
		List<Datagram> handed = new ArrayList<>();
		List<IgnoreReason> ignored = new ArrayList<>();
		EndpointListener listener = new EndpointListener() {
			@Override
			public void ignored(IgnoreReason reason) {
				ignored.add(reason);
			}
		};
		Access access = new Access(List.of(new CidrBlock(InetAddress.getByName("127.0.0.0"), 30)), List.of());
		AccessGate gate = new AccessGate(access, listener, handed::add);
		Datagram near = new Datagram(new InetSocketAddress("127.0.0.1", 4000), new byte[1], 1);
		gate.receive(near);
		gate.receive(new Datagram(new InetSocketAddress("127.0.0.9", 4000), new byte[1], 1));
		assertThat(handed).containsExactly(near);
		assertThat(ignored).containsExactly(IgnoreReason.ACCESS);
	}

}
