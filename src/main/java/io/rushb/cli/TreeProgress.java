package io.rushb.cli;

import io.rushb.client.FetchListener;
import io.rushb.client.ForwardingListener;
import io.rushb.client.TreeListener;

/**
 * Shows the progress of a tree like that of one file; the results of its files are
 * reported at the end.
 */
final class TreeProgress extends ForwardingListener implements TreeListener {

	TreeProgress(FetchListener listener) {
		super(listener);
	}

}
