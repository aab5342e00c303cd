package io.rushb.web;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with nothing of the user's own. What is waited for has a deadline.
 */
final class Browser implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	private static final Duration PAUSE = Duration.ofMillis(100);

	/**
	 * It warns that it does not know this Chromium; what we use needs no such knowledge.
	 */
	private static final Logger logger = Logger.getLogger("org.openqa.selenium");

	static {
		logger.setLevel(Level.SEVERE);
	}

	private final ChromeDriver driver;

	private Browser(Path program, Path driverProgram) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions().setBinary(program.toFile())
			// The sandbox wants more than a container or root has; we only open our page.
			.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
					"--no-first-run", "--disable-background-networking", "--disable-component-update",
					"--force-color-profile=srgb");
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driverProgram.toFile())
			.usingAnyFreePort()
			.withTimeout(DEADLINE)
			.build();
		this.driver = new ChromeDriver(service, options);
		this.driver.manage().timeouts().pageLoadTimeout(DEADLINE).scriptTimeout(DEADLINE);
	}

	/** Starts one, or skips the test where none is installed. */
	static Browser start() {
		Optional<Path> program = find("chromium", "chromium-browser", "google-chrome");
		Optional<Path> driver = find("chromedriver");
		Assumptions.assumeTrue(program.isPresent() && driver.isPresent(),
				"Chromium or its driver is not installed: the page is not looked at in a browser");
		return new Browser(program.orElseThrow(), driver.orElseThrow());
	}

	private static Optional<Path> find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
				.map((part) -> Path.of(part, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** As it was when it was started, for the next test. */
	void reset() {
		this.driver.get("about:blank");
		size(1200, 900);
		colorScheme("light");
		language("en-US");
		offline(false);
		console();
	}

	void open(int port) {
		this.driver.get("http://127.0.0.1:" + port + "/");
	}

	void open(int port, String path) {
		this.driver.get("http://127.0.0.1:" + port + path);
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	/** From the next page on, as if the user read this language first. */
	void language(String tag) {
		this.driver.executeCdpCommand("Emulation.setUserAgentOverride",
				Map.of("userAgent", evaluate("navigator.userAgent"), "acceptLanguage", tag));
	}

	/** Presses keys, wherever the focus is. */
	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	/** The result of a script that calls back, as text. */
	String evaluateLater(String script) {
		return String.valueOf(this.driver.executeAsyncScript(script));
	}

	/** Runs a script for what it leaves behind. */
	void run(String script) {
		this.driver.executeScript(script);
	}

	/** What is shown of an element; empty where it is hidden. */
	String text(String selector) {
		return this.driver.findElement(By.cssSelector(selector)).getText();
	}

	List<String> texts(String selector) {
		return elements(selector).stream().map(WebElement::getText).toList();
	}

	int count(String selector) {
		return elements(selector).size();
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	boolean isShown(String selector) {
		return this.driver.findElement(By.cssSelector(selector)).isDisplayed();
	}

	/** An attribute as it stands; empty where it is not there. */
	String attribute(String selector, String name) {
		String value = this.driver.findElement(By.cssSelector(selector)).getDomAttribute(name);
		return (value != null) ? value : "";
	}

	/** A property of a script's value, as text. */
	String evaluate(String expression) {
		return String.valueOf(this.driver.executeScript("return " + expression));
	}

	void await(String what, BooleanSupplier condition) {
		new WebDriverWait(this.driver, DEADLINE, PAUSE).withMessage(what).until((driver) -> condition.getAsBoolean());
	}

	/** The window's inner size in CSS pixels. */
	void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void colorScheme(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/** Takes the network away, or gives it back. */
	void offline(boolean offline) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/** What the console got since the last look: errors, and violations of the policy. */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
	}

	byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
