package io.rushb.endpoint;

import java.io.IOException;

import io.rushb.session.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens resources. Its methods may block and are called outside of the core, by several
 * threads.
 */
public interface ContentStore {

	/**
	 * Opens a resource.
	 * @param name its name
	 * @return the resource; {@code null} if there is none, or it may not be served (rules
	 * S4 and S8)
	 * @throws IOException if that cannot be told now; then no session is opened, and the
	 * client may ask again. For a {@link TooManyOpenFilesException} others give way (rule
	 * T5), if there are any
	 */
	@Nullable ContentSource open(ResourceName name) throws IOException;

	/**
	 * Makes the list of a directory (rule P10).
	 * @param directory its name
	 * @return the text, or {@code null} if it may not be had; a store without lists has
	 * none
	 * @throws IOException if that cannot be told now; then no session is opened, and the
	 * client may ask again
	 */
	default @Nullable ContentSource list(ResourceName directory) throws IOException {
		return null;
	}

}
