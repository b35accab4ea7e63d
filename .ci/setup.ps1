# Prepares this checkout on Windows: an environment in .venv and the locked libraries.
# Run it as often as you like; what is there already is left alone.
#   .ci\setup.ps1 runtime    what the program needs
#   .ci\setup.ps1 dev        that and the tools for its tests
param([ValidateSet('runtime', 'dev')][string]$Kind = 'runtime')
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

$Lock = if ($Kind -eq 'dev') { '.ci\requirements-dev.txt' } else { '.ci\requirements.txt' }
$Stamp = '.venv\installed-' + (Split-Path $Lock -Leaf)
$Python = '.venv\Scripts\python.exe'

function Stop-Setup([string]$Message) {
    Write-Host "setup: $Message" -ForegroundColor Red
    exit 1
}

# The first interpreter from 3.11 to 3.14: the launcher's versions, then whatever "python" is.
function Find-Python {
    $Check = 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
    $Candidates = @(@('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('py', '-3.14'), @('python'), @('python3'))
    foreach ($Candidate in $Candidates) {
        $Name = $Candidate[0]
        $Arguments = @($Candidate | Select-Object -Skip 1)
        if (-not (Get-Command $Name -ErrorAction SilentlyContinue)) { continue }
        try { & $Name @Arguments -c $Check | Out-Null } catch { continue }
        if ($LASTEXITCODE -eq 0) { return , $Candidate }
    }
    Stop-Setup 'Python 3.11, 3.12, 3.13 or 3.14 is needed: https://www.python.org/downloads/windows/'
}

function Test-SameFile([string]$One, [string]$Other) {
    if (-not (Test-Path $Other)) { return $false }
    return (Get-FileHash $One).Hash -eq (Get-FileHash $Other).Hash
}

if (-not (Test-Path $Python)) {
    $Candidate = Find-Python
    $Name = $Candidate[0]
    $Arguments = @($Candidate | Select-Object -Skip 1)
    Write-Host 'setup: making .venv'
    & $Name @Arguments -m venv --clear .venv
    if ($LASTEXITCODE -ne 0) { Stop-Setup 'the environment could not be made' }
}

# The stamp is the lock file that was installed last. The development lock holds the whole runtime lock.
if (-not (Test-SameFile $Lock $Stamp)) {
    Write-Host "setup: installing the libraries of $Lock"
    Remove-Item '.venv\installed-*' -ErrorAction SilentlyContinue
    & $Python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary ':all:' --require-hashes -r $Lock
    if ($LASTEXITCODE -ne 0) {
        Stop-Setup 'the libraries could not be installed (is there a network?); run the same command again'
    }
    Copy-Item '.ci\requirements.txt' '.venv\installed-requirements.txt'
    Copy-Item $Lock $Stamp -Force
}
Write-Host 'setup: ready'
exit 0
