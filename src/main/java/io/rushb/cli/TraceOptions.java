package io.rushb.cli;

import java.io.IOException;
import java.nio.file.Path;

import io.rushb.check.Capture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options that show and capture packets.
 */
final class TraceOptions {

	@Option(names = "--trace", description = "Show each packet on standard error as it goes, in place of the progress.")
	private boolean trace;

	@Option(names = "--pcap", paramLabel = "FILE", description = "Write all packets into a file for Wireshark.")
	private @Nullable Path pcap;

	PacketTrace open(CommandSpec spec) {
		try {
			return new PacketTrace(this.trace ? spec.commandLine().getErr() : null, ErrorOutput.columns(),
					(this.pcap != null) ? Capture.to(this.pcap) : null);
		}
		catch (IOException ex) {
			throw new ParameterException(spec.commandLine(), CheckReports.complaint(this.pcap, ex), ex);
		}
	}

}
