# The twin of packaging/test for Windows: checks and tests everything; with arguments only pytest, with these.
# Untested: written for Windows, proved on Linux only.
$ErrorActionPreference = "Stop"
$python = & "$PSScriptRoot\find-python.ps1"
if (-not $python) { exit 1 }
& $python "$PSScriptRoot\setup_environment.py" dev.lock
if ($LASTEXITCODE -ne 0) { exit 1 }
Set-Location "$PSScriptRoot\.."
$env:QT_QPA_PLATFORM = "offscreen"
$python = ".venv\Scripts\python.exe"
if ($args.Count -gt 0) {
    & $python -m pytest @args
    exit $LASTEXITCODE
}
$failed = @()
function Check {
    Write-Output "--- $args"
    & $python -m @args
    if ($LASTEXITCODE -ne 0) { $script:failed += $args[0] }
}
Check ruff check .
Check ruff format --check .
Check mypy
Check mypy packaging/setup_environment.py
Check importlinter.cli --no-logo
Check deptry .
if ($failed.Count -gt 0) {
    [Console]::Error.WriteLine("not sound: $failed (the tests were not run)")
    exit 1
}
Write-Output "--- pytest"
& $python -m pytest -n 2
exit $LASTEXITCODE
