# Builds dist\Teczka in an environment that holds the program's own libraries and nothing else, then lets the built
# program walk the day of the demo office by itself.
$ErrorActionPreference = 'Stop'
& (Join-Path $PSScriptRoot 'setup.ps1') runtime
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Set-Location (Join-Path $PSScriptRoot '..')

$Python = 'build\venv\Scripts\python.exe'
if (-not (Test-Path $Python)) { & '.venv\Scripts\python.exe' -m venv build\venv }
& $Python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary ':all:' --require-hashes -r .ci\requirements-build.txt
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& $Python -m PyInstaller --noconfirm --log-level WARN installer.spec
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

& 'dist\Teczka\teczka-cmd.exe' tour --out build\tour-of-built
exit $LASTEXITCODE
