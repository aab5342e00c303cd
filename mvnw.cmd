@echo off
rem Runs Maven for this project, as mvnw does: the distribution named in .mvn\wrapper\maven-wrapper.properties where it is
rem installed, else a Maven on the PATH that is new enough, else that distribution, downloaded once and checked against its sum.
setlocal
set "MVNW_BASE=%~dp0"
set "MVNW_MVN="
for /f "usebackq delims=" %%i in (`powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "$p = @{}; Get-Content (Join-Path $env:MVNW_BASE '.mvn\wrapper\maven-wrapper.properties') | Where-Object { $_ -match '^[^#]+=' } | ForEach-Object { $k, $v = $_ -split '=', 2; $p[$k] = $v.Trim() };" ^
  "$url = $p['distributionUrl']; $name = ($url -split '/')[-1] -replace '-bin$', '';" ^
  "$user = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $HOME '.m2' };" ^
  "$dists = Join-Path $user 'wrapper\dists'; $mvn = Join-Path $dists ($name + '\bin\mvn.cmd');" ^
  "if (Test-Path $mvn) { $mvn; exit };" ^
  "$path = Get-Command mvn -ErrorAction SilentlyContinue;" ^
  "if ($path) { $v = [regex]::Match((& $path.Source -v | Out-String), 'Apache Maven (\d+\.\d+\.\d+)').Groups[1].Value; if ($v -and [version]$v -ge [version]$p['minimumVersion']) { $path.Source; exit } };" ^
  "New-Item -ItemType Directory -Force $dists | Out-Null; $zip = Join-Path $dists ($name + '.' + $PID + '.zip');" ^
  "Invoke-WebRequest -UseBasicParsing ($url + '.zip') -OutFile $zip;" ^
  "if ((Get-FileHash -Algorithm SHA512 $zip).Hash -ne $p['distributionSha512.zip']) { Remove-Item $zip; throw 'the SHA-512 sum of the download is wrong; nothing was installed' };" ^
  "Expand-Archive $zip -DestinationPath $dists; Remove-Item $zip; $mvn"`) do set "MVNW_MVN=%%i"
if not defined MVNW_MVN (
  echo mvnw: no Maven could be found or installed 1>&2
  exit /b 1
)
"%MVNW_MVN%" %*
