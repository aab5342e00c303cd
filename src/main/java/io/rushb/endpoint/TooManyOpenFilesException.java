package io.rushb.endpoint;

import java.io.IOException;

/**
 * A resource cannot be opened now because too many others are open.
 */
public class TooManyOpenFilesException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Makes one.
	 * @param cause what the system said
	 */
	public TooManyOpenFilesException(IOException cause) {
		super(cause.getMessage(), cause);
	}

}
