# Prints the command of a Python 3.11 or newer, or says which one to install.
# Untested: written for Windows, proved on Linux only.
$candidates = @($env:KEYRACK_PYTHON, "python3.13", "python3.12", "python3.11", "python3", "python", "py")
foreach ($candidate in $candidates) {
    if (-not $candidate) { continue }
    if (-not (Get-Command $candidate -ErrorAction SilentlyContinue)) { continue }
    & $candidate -c "import sys; sys.exit(sys.version_info < (3, 11))" *> $null
    if ($LASTEXITCODE -eq 0) { return $candidate }
}
[Console]::Error.WriteLine("keyrack set-up: no Python 3.11 or newer was found. Install one from python.org, then start again.")
exit 1
