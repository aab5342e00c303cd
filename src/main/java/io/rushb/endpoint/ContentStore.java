package io.rushb.endpoint;

import java.io.IOException;

import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * Where resources are. Its methods may block and are called outside of the core, by
 * several threads.
 */
public interface ContentStore {

	/**
	 * Opens a resource.
	 * @param name its name
	 * @return the resource, or {@code null} if there is none of that name that may be had
	 * (rules S4 and S8)
	 * @throws IOException if it cannot be told now, so that the client had better ask
	 * again; no session comes of it
	 */
	@Nullable ContentSource open(ResourceName name) throws IOException;

	/**
	 * Makes the list of a directory (rule P10).
	 * @param directory its name
	 * @return the text, or {@code null} if it may not be had; a store without lists has
	 * none
	 * @throws IOException if it cannot be told now, so that the client had better ask
	 * again; no session comes of it
	 */
	default @Nullable ContentSource list(ResourceName directory) throws IOException {
		return null;
	}

}
