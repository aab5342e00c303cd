package io.rushb;

import io.rushb.cli.RushbCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service, or runs a command of the client.
 */
@SpringBootApplication
public class RushbApplication {

	/**
	 * Starts the service. A command of the client runs without Spring instead.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		if (RushbCommand.isClientCommand(args)) {
			System.exit(RushbCommand.run(args));
		}
		SpringApplication.run(RushbApplication.class, args);
	}

}
