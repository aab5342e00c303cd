import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes the service do what it will do all day, while Java watches for its AOT cache:
 * transfers with every option, lost answers, a NAK, a name that does not exist, health
 * and metrics. Fails, and the image's build with it, if a transfer is not answered.
 */
final class Training {

	private static final int SIZE = 1472;

	private static final int HEADER = 8;

	private static final int ACK = 0x80, NAK = 0x40, GET = 0x20, DAT = 0x10, FIN = 0x08, CHK = 0x04, ENC = 0x02;

	private static final String ACTUATOR = "http://127.0.0.1:8080/actuator/";

	public static void main(String[] arguments) throws Exception {
		awaitReadiness();
		for (int options : new int[] { 0, CHK, CHK | ENC }) {
			for (String name : arguments) {
				System.out.printf("%s, options %d: %d packets%n", name, options, fetch(name, options));
			}
			fetch("no/such/file", options);
		}
		ask("prometheus");
		ask("sessions");
	}

	/** Fetches a resource and returns its number of packets. */
	private static int fetch(String name, int options) throws IOException {
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.connect(InetAddress.getByName("127.0.0.1"), 3200);
			socket.setSoTimeout(10_000);
			byte[] payload = name.getBytes(StandardCharsets.UTF_8);
			if ((options & ENC) != 0) {
				for (int i = 0; i < payload.length; i++) {
					payload[i] = encrypt(payload[i]);
				}
			}
			int number = 1;
			send(socket, number, 0, GET | options, payload);
			DatagramPacket packet = new DatagramPacket(new byte[SIZE + 1], SIZE + 1);
			for (int received = 1;; received++) {
				socket.receive(packet);
				byte[] data = packet.getData();
				int flags = data[6] & 0xff;
				if ((flags & ACK) != 0) {
					return received;
				}
				if (received == 3) {
					continue; // as if lost: the service's timer expires
				}
				int answer = (received == 5) ? NAK : ACK;
				send(socket, ++number, (data[0] & 0xff) << 8 | data[1] & 0xff, flags & (DAT | FIN) | answer | options,
						new byte[0]);
			}
		}
	}

	private static void send(DatagramSocket socket, int number, int acknowledged, int flags, byte[] payload)
			throws IOException {
		byte[] data = Arrays.copyOf(new byte[HEADER], SIZE);
		System.arraycopy(payload, 0, data, HEADER, payload.length);
		int sum = 0;
		for (int i = 0; i < payload.length; i++) {
			sum += (payload[i] & 0xff) << (8 * (i % 2));
		}
		sum = ~((sum & 0xffff) + (sum >>> 16));
		int checksum = ((flags & CHK) != 0) ? sum : 0;
		int[] header = { number >> 8, number, acknowledged >> 8, acknowledged, checksum >> 8, checksum, flags, 2 };
		for (int i = 0; i < HEADER; i++) {
			data[i] = (byte) header[i];
		}
		socket.send(new DatagramPacket(data, SIZE));
	}

	private static byte encrypt(byte plain) {
		int result = 1;
		for (int i = 0; i < 11; i++) {
			result = result * (plain & 0xff) % 249;
		}
		return (byte) result;
	}

	private static void awaitReadiness() throws InterruptedException {
		for (int i = 0; i < 600; i++) {
			try {
				if (ask("health/readiness") == 200) {
					return;
				}
			}
			catch (IOException ex) {
				// Not up yet.
			}
			Thread.sleep(200);
		}
		throw new IllegalStateException("The service does not get ready");
	}

	private static int ask(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(ACTUATOR + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
