/**
 * The conformance kit against servers: {@link io.rushb.check.StudentServer} is a small
 * one with one {@link io.rushb.check.Defect}, {@link io.rushb.check.VirtualPlay} plays a
 * scenario against it in virtual time.
 */
@NullMarked
package io.rushb.check;

import org.jspecify.annotations.NullMarked;
