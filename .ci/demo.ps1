# Sets up and opens the program on the demo office.
$ErrorActionPreference = 'Stop'
& (Join-Path $PSScriptRoot 'setup.ps1') runtime
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Set-Location (Join-Path $PSScriptRoot '..')
& '.venv\Scripts\python.exe' main.py --demo @args
exit $LASTEXITCODE
