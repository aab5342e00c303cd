package io.rushb.check;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.rushb.check.CheckedServer.NoServerException;
import io.rushb.check.script.Script;
import io.rushb.check.script.Times;
import org.jspecify.annotations.Nullable;

/**
 * Plays scripts: one thread and one selector for all sockets.
 */
final class Stage {

	/** How often the stage looks whether the server lives, or whether it is cancelled. */
	private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

	/** A slow server's receive buffer holds what scripts send within this time. */
	private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

	private final CheckedServer server;

	private final @Nullable Capture capture;

	private final FreshPorts ports = new FreshPorts();

	private final BooleanSupplier cancelled;

	Stage(CheckedServer server, @Nullable Capture capture, BooleanSupplier cancelled) {
		this.server = server;
		this.capture = capture;
		this.cancelled = cancelled;
	}

	/** Plays scripts at the same time, to their ends or that of the server. */
	List<Play> perform(List<Script> scripts, Times times) throws IOException, NoServerException, InterruptedException {
		List<Play> plays = new ArrayList<>();
		try (Selector selector = Selector.open()) {
			long begin = System.nanoTime();
			for (Script script : scripts) {
				Play play = new Play(script, times, this.server.address(), this.capture, this.ports, begin);
				plays.add(play);
				play.open(selector, script.clients());
				begin += BETWEEN;
			}
			run(selector, plays);
		}
		finally {
			for (Play play : plays) {
				play.close();
			}
		}
		return plays;
	}

	private void run(Selector selector, List<Play> plays) throws IOException, InterruptedException {
		long looked = System.nanoTime();
		while (plays.stream().anyMatch((play) -> !play.isOver())) {
			long now = System.nanoTime();
			long due = now + LOOK;
			for (Play play : plays) {
				play.handleTimeout(now);
				due = Math.min(due, play.isOver() ? due : play.nextTimeout());
			}
			select(selector, due - now);
			if (now - looked >= LOOK) {
				looked = now;
				if (Thread.interrupted() || this.cancelled.getAsBoolean()) {
					throw new InterruptedException();
				}
				if (this.server.hasCrashed()) {
					for (Play play : plays) {
						play.crashed(now);
					}
				}
			}
		}
	}

	private static void select(Selector selector, long nanos) throws IOException {
		// Rounded up: waking too early would spin until the deadline.
		long millis = TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
		if (millis > 0) {
			selector.select(millis);
		}
		else {
			selector.selectNow();
		}
		for (SelectionKey key : selector.selectedKeys()) {
			if (key.isValid() && key.attachment() instanceof Play.Seat seat) {
				seat.receive();
			}
		}
		selector.selectedKeys().clear();
	}

}
