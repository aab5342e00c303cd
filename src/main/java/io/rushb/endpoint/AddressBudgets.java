package io.rushb.endpoint;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Limits the requests of client addresses: a token bucket for new requests, and a rule
 * that ignores an address for a while after too many GETs and refused packets. No address
 * is ignored for ever.
 */
final class AddressBudgets {

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final AbuseSettings settings;

	/** Longest silent first. */
	private final Map<AddressBlock, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

	AddressBudgets(AbuseSettings settings) {
		this.settings = settings;
	}

	/** Whether all packets of this address are ignored now. */
	boolean isIgnored(InetAddress address, long now) {
		if (this.settings.strikes() == 0) {
			return false;
		}
		Account account = this.accounts.get(AddressBlock.of(address));
		return account != null && now < account.ignoredUntil;
	}

	/**
	 * Counts a GET or a refused packet; returns whether the address is ignored from now
	 * on.
	 */
	boolean strike(InetAddress address, long now) {
		if (this.settings.strikes() == 0) {
			return false;
		}
		Account account = account(address, now);
		if (now - account.windowStart >= this.settings.strikeWindow().toNanos()) {
			account.windowStart = now;
			account.strikes = 0;
		}
		if (++account.strikes < this.settings.strikes()) {
			return false;
		}
		account.strikes = 0;
		account.ignoredUntil = now + this.settings.ignoreFor().toNanos();
		return true;
	}

	/** Takes a token for a new request; returns whether there was one. */
	boolean takeRequest(InetAddress address, long now) {
		if (this.settings.requestsPerSecond() == 0) {
			return true;
		}
		Account account = account(address, now);
		double earned = (now - account.refilledAt) / NANOS_PER_SECOND * this.settings.requestsPerSecond();
		account.tokens = Math.min(this.settings.requestBurst(), account.tokens + earned);
		account.refilledAt = now;
		if (account.tokens < 1) {
			return false;
		}
		account.tokens--;
		return true;
	}

	int size() {
		return this.accounts.size();
	}

	private Account account(InetAddress address, long now) {
		Account account = this.accounts.computeIfAbsent(AddressBlock.of(address),
				(key) -> new Account(this.settings.requestBurst(), now));
		if (this.accounts.size() > this.settings.addresses()) {
			this.accounts.remove(this.accounts.keySet().iterator().next());
		}
		return account;
	}

	/** What one address has used up. */
	private static final class Account {

		private double tokens;

		private long refilledAt;

		private long windowStart;

		private int strikes;

		private long ignoredUntil;

		Account(double tokens, long now) {
			this.tokens = tokens;
			this.refilledAt = now;
			this.windowStart = now;
		}

	}

}
