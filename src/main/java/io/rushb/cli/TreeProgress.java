package io.rushb.cli;

import io.rushb.client.FetchListener;
import io.rushb.client.ForwardingListener;
import io.rushb.client.TreeListener;

/**
 * Shows how a tree goes on as that of one file: what becomes of each of its files is told
 * at the end.
 */
final class TreeProgress extends ForwardingListener implements TreeListener {

	TreeProgress(FetchListener listener) {
		super(listener);
	}

}
