package io.rushb.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;

import io.rushb.client.channels.Question;
import io.rushb.client.channels.Version;
import io.rushb.client.exchange.ExchangeSettings;
import io.rushb.wire.ListText;
import io.rushb.wire.Options;
import io.rushb.wire.StatText;
import org.jspecify.annotations.Nullable;

/**
 * Fetches resources from RUSHB servers. Immutable; may be used by many threads at a time,
 * each fetch with a socket of its own. <pre>
 * RushbClient client = RushbClient.builder().timeout(Duration.ofSeconds(10)).build();
 * client.fetch(RushbUri.parse("rushb://localhost/file.txt"), Path.of("file.txt"));
 * </pre>
 */
public final class RushbClient {

	/** How often a fetch is started over unless told otherwise. */
	public static final int DEFAULT_RETRIES = 3;

	private final ExchangeSettings settings;

	private final RushbClientBuilder builder;

	private final KnownServers servers = new KnownServers();

	RushbClient(RushbClientBuilder builder) {
		this.settings = new ExchangeSettings(new Options(builder.checksum, builder.encryption), builder.insist,
				builder.strict, builder.initialTimeout, builder.timeout, builder.linger);
		this.builder = builder.copy();
	}

	/**
	 * Returns a builder with the defaults.
	 * @return a new builder
	 */
	public static RushbClientBuilder builder() {
		return new RushbClientBuilder();
	}

	/**
	 * Fetches a resource into a file. The file appears, or is replaced, when every byte
	 * is there; until then, and after a failure, it is as it was. A file that is replaced
	 * keeps its owner, group, mode, ACL and extended attributes, and is not replaced if
	 * the user may not write it. A target that is no regular file, or names a descriptor
	 * of this process as {@code /dev/stdout} does, is written to directly.
	 * @param uri where the resource is
	 * @param target the file
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, Path target) throws FetchException {
		return fetch(uri, target, FetchListener.NONE, new Cancellation());
	}

	/**
	 * Fetches a resource into a file, as {@link #fetch(RushbUri, Path)}.
	 * @param uri where the resource is
	 * @param target the file
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, Path target, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		return fetch(uri, target, FetchOptions.DEFAULTS, listener, cancellation);
	}

	/**
	 * Fetches a resource into a file, as {@link #fetch(RushbUri, Path)}. If a fetch in
	 * parts is interrupted, the bytes so far are kept beside the file for the next one.
	 * @param uri where the resource is
	 * @param target the file
	 * @param options whether to resume, the bytes to fetch, and their SHA-256
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, Path target, FetchOptions options, FetchListener listener,
			Cancellation cancellation) throws FetchException {
		try (FileSink file = FileSink.open(target, this.builder.makeDirectories, options.goOn(), listener)) {
			FetchResult result = transfer(uri, file, options, listener, cancellation);
			file.finish();
			return result;
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile("cannot write " + target + ": " + LocalFailure.reason(ex), ex);
		}
	}

	/**
	 * Fetches a resource into a stream, which is flushed but not closed. After a failure
	 * the stream may have received some of the bytes. They cannot be taken back, so the
	 * fetch does not start over after the first byte.
	 * @param uri where the resource is
	 * @param target the stream
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, OutputStream target, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		return fetch(uri, target, FetchOptions.DEFAULTS, listener, cancellation);
	}

	/**
	 * Fetches a resource into a stream, as the other method does.
	 * @param uri where the resource is
	 * @param target the stream
	 * @param options which bytes are wanted, and which are expected
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchResult fetch(RushbUri uri, OutputStream target, FetchOptions options, FetchListener listener,
			Cancellation cancellation) throws FetchException {
		try {
			FetchResult result = transfer(uri, new StreamSink(target), options, listener, cancellation);
			target.flush();
			return result;
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (ClosedByInterruptException ex) {
			throw new FetchException.Cancelled();
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile("cannot write the bytes of " + uri + ": " + LocalFailure.reason(ex), ex);
		}
	}

	/**
	 * Fetches a resource into memory.
	 * @param uri where the resource is
	 * @param limit the most bytes to take, zero or more; a bigger resource is a
	 * {@link FetchException.LocalFile}
	 * @return the bytes, and what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchedBytes fetchBytes(RushbUri uri, int limit) throws FetchException {
		return fetchBytes(uri, limit, FetchListener.NONE, new Cancellation());
	}

	/**
	 * Fetches a resource into memory, as {@link #fetchBytes(RushbUri, int)}.
	 * @param uri where the resource is
	 * @param limit the most bytes to take, zero or more
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return the bytes, and what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchedBytes fetchBytes(RushbUri uri, int limit, FetchListener listener, Cancellation cancellation)
			throws FetchException {
		return fetchBytes(uri, limit, FetchOptions.DEFAULTS, listener, cancellation);
	}

	/**
	 * Fetches a resource, or a range of it, into memory.
	 * @param uri where the resource is
	 * @param limit the most bytes to take, zero or more
	 * @param options which bytes are wanted, and which are expected
	 * @param listener is told how it goes on
	 * @param cancellation cancels it
	 * @return the bytes, and what it came to
	 * @throws FetchException why it was not fetched
	 */
	public FetchedBytes fetchBytes(RushbUri uri, int limit, FetchOptions options, FetchListener listener,
			Cancellation cancellation) throws FetchException {
		MemorySink bytes = new MemorySink(limit);
		try {
			FetchResult result = transfer(uri, bytes, options, listener, cancellation);
			return new FetchedBytes(bytes.content(), result);
		}
		catch (FetchException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new FetchException.LocalFile(uri + " is too big: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Lists a directory of a server.
	 * @param directory where it is
	 * @param cancellation cancels it
	 * @return the entries, by name
	 * @throws FetchException why there is no answer; {@link FetchException.NotAvailable}
	 * if the server lists no such directory
	 */
	public List<Entry> list(DirectoryUri directory, Cancellation cancellation) throws FetchException {
		Question question = new Asking(this.builder, cancellation).ask(directory.host(), directory.port(),
				() -> Question.list(PartsFetch::nonce, directory.path()));
		ListText text = question.list();
		if (text == null) {
			throw Asking.notListed(directory, question);
		}
		return text.entries().stream().map((entry) -> new Entry(entry.name(), entry.size(), entry.modified())).toList();
	}

	/**
	 * Fetches all files of a directory and of those below it (rule P10), many at a time,
	 * each as {@link #fetch(RushbUri, Path)} does. They get the server's modification
	 * times. Nothing is written outside of the target, whatever names the server lists
	 * and whatever links exist. A file that fails does not stop the others.
	 * @param directory where it is
	 * @param target the directory that the files go into; it is made if it does not exist
	 * @param options how deep to go, and whether to skip existing files
	 * @param listener is told how it goes on
	 * @param cancellation cancels it; fetched files stay
	 * @return the files that came, and the failures
	 * @throws FetchException why nothing was fetched, or that it was cancelled;
	 * {@link FetchException.NotAvailable} if the server lists no such directory
	 */
	public TreeResult fetchTree(DirectoryUri directory, Path target, TreeOptions options, TreeListener listener,
			Cancellation cancellation) throws FetchException {
		return TreeFetch.fetch(this.builder, directory, target, options, listener, cancellation);
	}

	/**
	 * Asks a server for the version of a file.
	 * @param uri where it is
	 * @param cancellation cancels it
	 * @return its version; {@code null} if the file was changed within two seconds, or if
	 * the server has no parts or no such file
	 * @throws FetchException why there is no answer
	 */
	public @Nullable Version stat(RushbUri uri, Cancellation cancellation) throws FetchException {
		StatText text = new Asking(this.builder, cancellation)
			.ask(uri.host(), uri.port(), () -> Question.stat(PartsFetch::nonce, uri.path()))
			.stat();
		String tag = (text != null) ? text.tag() : null;
		return (text != null && tag != null) ? new Version(text.size(), tag, text.modified(), text.sha256()) : null;
	}

	private FetchResult transfer(RushbUri uri, Sink sink, FetchOptions options, FetchListener listener,
			Cancellation cancellation) throws IOException {
		FastWay.Plain plain = (to, told,
				cancels) -> new Fetch(uri, this.settings, this.builder, told, cancels, new Growth(uri, this.builder,
						cancels, this.servers.hasParts(uri.host() + ":" + uri.port()), options.growing()))
					.run(to);
		return new FastWay(uri, this.builder, this.settings, this.servers, options).run(sink,
				(sink instanceof PartFile file && options.range() == null) ? file.placed()
						: new InOrderSink(sink, options.range()),
				plain, listener, cancellation);
	}

}
