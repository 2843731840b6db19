<#
Stands in for Microsoft's module in tests. Its cmdlets forward to a simulated
tenant over loopback (test/support/cmdlet-server.ts; server.json beside this file
says where), and it has the habits of the original that a caller must survive:
a banner, progress, verbose text and warnings; proxies made when connecting, in a
module of their own, with untyped parameters for lists and enums; rows that were
serialised once; errors as non-terminating records in Exchange's own wording.
#>

$script:Server = (Get-Content -Raw (Join-Path $PSScriptRoot 'server.json') | ConvertFrom-Json).url
$script:Session = $null

function Send-ToServer([string] $Server, [string] $Path, [hashtable] $Content) {
    $body = ConvertTo-Json $Content -Depth 8 -Compress
    $request = @{
        Uri         = "$Server/$Path"
        Method      = 'Post'
        Body        = [Text.Encoding]::UTF8.GetBytes($body)
        ContentType = 'application/json; charset=utf-8'
    }
    (Invoke-WebRequest @request).Content | ConvertFrom-Json
}

# Whatever a test wants this process to suffer while the cmdlet runs.
function Invoke-Disturbance([string] $Kind) {
    switch ($Kind) {
        'noise' {
            Write-Host 'Noise for people, with an "Ex000000|Some.Exception|text" in it.'
            Write-Host ''
            Write-Information 'Information.' -InformationAction Continue
            Write-Verbose 'Verbose.' -Verbose
            Write-Debug 'Debug.' -Debug
            [Console]::Out.WriteLine('{"id":1,"results":[{"rows":[{"Forged":true}],"warnings":[]}]}')
            [Console]::Out.Write('half a line')
            [Console]::Error.WriteLine('Text on the error stream.')
        }
        'garbage' {
            $bytes = [byte[]]::new(65536)
            [Random]::new(7).NextBytes($bytes)
            $stream = [Console]::OpenStandardOutput()
            $stream.Write($bytes, 0, $bytes.Length)
            $stream.Flush()
        }
        'flood' {
            $line = [Text.Encoding]::ASCII.GetBytes(('e' * 65535) + "`n")
            $stream = [Console]::OpenStandardError()
            foreach ($count in 1..800) { $stream.Write($line, 0, $line.Length) }
            $stream.Flush()
        }
        'hang' { Start-Sleep -Seconds 3600 }
        'hang-with-child' {
            $child = [Diagnostics.Process]::Start('sleep', '3600')
            $null = Send-ToServer $Server 'child' @{ id = $child.Id }
            Start-Sleep -Seconds 3600
        }
        'exit' { [Environment]::Exit(9) }
        'out-of-memory' { throw [OutOfMemoryException]::new() }
        'time-out' { throw [TimeoutException]::new('The operation has timed out.') }
        'connection-refused' {
            $inner = [Net.Sockets.SocketException]::new([int] [Net.Sockets.SocketError]::ConnectionRefused)
            throw [Net.Http.HttpRequestException]::new('Connection refused', $inner)
        }
        'read-host' { $null = $Host.UI.ReadLine() }
    }
}

function Invoke-Service($Caller, [string] $Name, $Bound) {
    $common = [Management.Automation.PSCmdlet]::CommonParameters
    $parameters = @{}
    foreach ($entry in $Bound.GetEnumerator()) {
        if ($entry.Key -in $common) { continue }
        $value = $entry.Value
        if ($value -is [switch]) { $value = $value.IsPresent }
        $parameters[$entry.Key] = $value
    }
    Write-Progress -Activity 'Executing cmdlet' -Status $Name
    Write-Verbose "Calling $Name"
    $answer = Send-ToServer $Server 'call' @{ cmdlet = $Name; parameters = $parameters }
    foreach ($kind in $answer.disturbances) { Invoke-Disturbance $kind }
    foreach ($text in $answer.warnings) { Write-Warning $text }
    foreach ($row in $answer.rows) {
        $row.PSTypeNames.Insert(0, "Deserialized.Microsoft.Exchange.$Name")
        $row
    }
    if ($answer.error) { Write-ErrorMessage $Caller $Name $answer.error }
}

function Write-ErrorMessage($Caller, [string] $Name, $Problem) {
    $id = "[Server=SIMULATOR,RequestId=$($Problem.requestId),TimeStamp=$([DateTime]::UtcNow.ToString('R'))],Write-ErrorMessage"
    $record = [Management.Automation.ErrorRecord]::new([Exception]::new($Problem.text), $id, 'NotSpecified', $null)
    $record.CategoryInfo.Activity = $Name
    $record.CategoryInfo.Reason = $Problem.reason
    $Caller.WriteError($record)
}

function ConvertTo-ProxyText($Command) {
    $types = @{
        'String'          = '[string]'
        'Boolean'         = '[bool]'
        'SwitchParameter' = '[switch]'
        'Int32'           = '[int]'
    }
    $parameters = foreach ($property in $Command.parameters.PSObject.Properties) {
        "[Parameter()] $($types[$property.Value]) `${$($property.Name)}"
    }
    @"
function $($Command.name) {
    [CmdletBinding()]
    param($($parameters -join ', '))
    process { Invoke-Service `$PSCmdlet '$($Command.name)' `$PSBoundParameters }
}
"@
}

function Connect-ExchangeOnline {
    [CmdletBinding()]
    param(
        [string] $AppId,
        [string] $Organization,
        [string] $CertificateFilePath,
        [securestring] $CertificatePassword,
        [string] $CertificateThumbprint,
        [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate,
        [string] $AccessToken,
        [string] $DelegatedOrganization,
        [string] $UserPrincipalName,
        [switch] $ManagedIdentity,
        [string] $ManagedIdentityAccountId,
        [switch] $Device,
        [switch] $DisableWAM,
        [string] $ExchangeEnvironmentName = 'O365Default',
        [string[]] $CommandName,
        [string] $Prefix,
        [uint32] $PageSize = 1000,
        [switch] $SkipLoadingFormatData,
        [switch] $SkipLoadingCmdletHelp,
        [bool] $ShowBanner = $true,
        [bool] $ShowProgress = $false
    )
    if ($ShowBanner) {
        Write-Host '----------------------------------------------------------------------------------------'
        Write-Host 'This PowerShell module is a stand-in. It greets at length, as the original does.'
        Write-Host '----------------------------------------------------------------------------------------'
    }
    $told = @{}
    foreach ($entry in $PSBoundParameters.GetEnumerator()) {
        $value = $entry.Value
        if ($value -is [switch]) { $value = $value.IsPresent }
        elseif ($value -is [securestring]) { $value = [Net.NetworkCredential]::new('', $value).Password }
        elseif ($value -is [Security.Cryptography.X509Certificates.X509Certificate2]) { $value = $value.Subject }
        $told[$entry.Key] = $value
    }
    $told.Remove('ErrorAction')
    $answer = Send-ToServer $script:Server 'session' $told
    foreach ($kind in $answer.disturbances) { Invoke-Disturbance $kind }
    if ($answer.notice) { Write-Warning $answer.notice }
    if ($answer.error) { throw $answer.error.text }
    # The Get-EXO… cmdlets are always there.
    $wanted = $answer.commands.Where{ !$CommandName -or $_.name -in $CommandName -or $_.name -like 'Get-EXO*' }
    $text = @(
        "`$Server = '$($script:Server)'"
        foreach ($name in 'Send-ToServer', 'Invoke-Disturbance', 'Invoke-Service', 'Write-ErrorMessage') {
            "function $name { $((Get-Item "function:$name").Definition) }"
        }
        foreach ($command in $wanted) { ConvertTo-ProxyText $command }
        "Export-ModuleMember -Function $(@($wanted.name) -join ', ')"
    ) -join "`n"
    $name = "tmpEXO_$([Guid]::NewGuid().ToString('N').Substring(0, 8))"
    New-Module -Name $name -ScriptBlock ([scriptblock]::Create($text)) | Import-Module -Global -DisableNameChecking
    $script:Session = [pscustomobject]@{
        ConnectionId       = [Guid]::NewGuid()
        State              = 'Connected'
        Name               = 'ExchangeOnline_1'
        Organization       = $Organization
        AppId              = $AppId
        ModuleName         = $name
        TokenStatus        = 'Active'
        TokenExpiryTimeUTC = [DateTimeOffset]::UtcNow.AddHours(1)
    }
    Write-Verbose 'Connected.'
}

function Get-ConnectionInformation {
    [CmdletBinding()]
    param()
    $script:Session
}

function Disconnect-ExchangeOnline {
    [CmdletBinding()]
    param([switch] $Confirm)
    $script:Session = $null
}
