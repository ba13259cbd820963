# The twin of packaging/run for Windows: sets Keyrack up, then starts it; without arguments the demo hotel.
# Untested: written for Windows, proved on Linux only.
$ErrorActionPreference = "Stop"
$python = & "$PSScriptRoot\find-python.ps1"
if (-not $python) { exit 1 }
& $python "$PSScriptRoot\setup_environment.py" requirements.lock --window
if ($LASTEXITCODE -ne 0) { exit 1 }
$words = if ($args.Count -gt 0) { $args } else { @("--demo") }
& "$PSScriptRoot\..\.venv\Scripts\keyrack.cmd" @words
exit $LASTEXITCODE
