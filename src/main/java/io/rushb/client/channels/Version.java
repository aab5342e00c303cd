package io.rushb.client.channels;

import org.jspecify.annotations.Nullable;

/**
 * A version of a file, as the server tells it (rule P2).
 *
 * @param size in bytes, 0 or more
 * @param tag its name
 * @param modified when it was changed last (RFC 3339, UTC); {@code null} if the server
 * does not say
 * @param sha256 64 hex digits; {@code null} until the server knows it
 */
public record Version(long size, String tag, @Nullable String modified, @Nullable String sha256) {

}
