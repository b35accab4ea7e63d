# Sets up and passes all tests. What follows goes to pytest: .ci\test.ps1 tests\domain -k income
$ErrorActionPreference = 'Stop'
& (Join-Path $PSScriptRoot 'setup.ps1') dev
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Set-Location (Join-Path $PSScriptRoot '..')
& '.venv\Scripts\python.exe' -m pytest -n auto --maxprocesses 4 @args
exit $LASTEXITCODE
