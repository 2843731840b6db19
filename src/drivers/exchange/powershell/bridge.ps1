<#
The far end of devicemail's bridge to Exchange Online.

It is sent once, as it stands here, to the standard input of a fresh PowerShell.
It opens the private pipe that its environment names and then answers requests
until that pipe ends. A request and each reply are one line, a JSON document.
Nothing that comes over the pipe is ever run as text: cmdlets are looked up by
name, in a list that is handed over when connecting, and get their parameters as
values.

What modules print goes where it always goes and is no part of a reply. The loop
has a runspace of its own, so that Ctrl-C in a terminal, which reaches this
process too, does not break off a cmdlet half-way.
#>
$loop = {
    param([string] $Address, [string] $Token)

    $ErrorActionPreference = 'Stop'
    $global:WarningPreference = 'Continue'
    $global:ProgressPreference = 'SilentlyContinue'
    $global:InformationPreference = 'SilentlyContinue'
    $global:VerbosePreference = 'SilentlyContinue'
    $global:DebugPreference = 'SilentlyContinue'
    $global:ConfirmPreference = 'None'

    $moduleName = 'ExchangeOnlineManagement'
    $utf8 = [Text.UTF8Encoding]::new($false)

    # Nested deeper than this, a value is told by its text.
    $deepest = 8

    # JSON escapes line ends in texts, so the end of a line is the end of the document.
    function Send-Lines {
        $lines.WriteTo($pipe)
        $pipe.Flush()
        $lines.SetLength(0)
        $sent.Restart()
    }

    function Add-Reply($Reply) {
        $writer.Reset($lines)
        Write-Value $writer $Reply 0
        $writer.Flush()
        $lines.WriteByte(10)
    }

    function Send-Reply($Reply) {
        Add-Reply $Reply
        Send-Lines
    }

    # Every value that a cmdlet may give, as JSON that keeps what it was.
    function Write-Value($Writer, $Value, [int] $Depth) {
        if ($null -eq $Value) { $Writer.WriteNullValue(); return }
        if ($Value -is [string]) { $Writer.WriteStringValue($Value); return }
        if ($Value -is [bool]) { $Writer.WriteBooleanValue($Value); return }
        if ($Value -is [switch]) { $Writer.WriteBooleanValue($Value.IsPresent); return }
        if ($Value -is [enum]) { $Writer.WriteStringValue($Value.ToString()); return }
        if ($Value -is [datetime] -or $Value -is [DateTimeOffset]) {
            $Writer.WriteStringValue($Value.ToString('o', [cultureinfo]::InvariantCulture))
            return
        }
        if ($Value -is [char] -or $Value -is [guid] -or $Value -is [timespan] -or $Value -is [version] -or $Value -is [uri]) {
            $Writer.WriteStringValue($Value.ToString())
            return
        }
        if ($Value -is [double] -or $Value -is [float]) {
            if ([double]::IsFinite($Value)) { $Writer.WriteNumberValue([double] $Value) }
            else { $Writer.WriteStringValue($Value.ToString([cultureinfo]::InvariantCulture)) }
            return
        }
        if ($Value -is [ValueType] -and $Value -is [IConvertible]) { $Writer.WriteNumberValue([decimal] $Value); return }
        if ($Value -is [byte[]]) { $Writer.WriteBase64StringValue($Value); return }
        if ($Depth -ge $deepest) { $Writer.WriteStringValue([string] $Value); return }
        if ($Value -is [Collections.IDictionary]) {
            $Writer.WriteStartObject()
            foreach ($key in $Value.Keys) {
                $Writer.WritePropertyName([string] $key)
                Write-Value $Writer $Value[$key] ($Depth + 1)
            }
            $Writer.WriteEndObject()
            return
        }
        if ($Value -is [Collections.IEnumerable]) {
            $Writer.WriteStartArray()
            foreach ($item in $Value) { Write-Value $Writer $item ($Depth + 1) }
            $Writer.WriteEndArray()
            return
        }
        if ($Value -isnot [Management.Automation.PSCustomObject] -and $Value.GetType().FullName -notlike 'Microsoft.Exchange.*') {
            $Writer.WriteStringValue([string] $Value)
            return
        }
        $Writer.WriteStartObject()
        foreach ($property in $propertiesOf.Invoke($Value)) {
            $Writer.WritePropertyName($property.Name)
            Write-Value $Writer $property.Value ($Depth + 1)
        }
        $Writer.WriteEndObject()
    }

    # Tens of thousands of rows pass here, so what most values are is written without a further call.
    function Write-Rows($Writer, $Output, [string[]] $Names, $Warnings) {
        $propertiesOf = $propertiesOf
        foreach ($row in $Output) {
            if ($row -is [Management.Automation.WarningRecord]) {
                $Warnings.Add($row.Message)
                continue
            }
            $Writer.WriteStartObject()
            $all = $propertiesOf.Invoke($row)
            $chosen = if ($Names) { foreach ($name in $Names) { $all[$name] } } else { $all }
            foreach ($property in $chosen) {
                if ($null -eq $property) { continue }
                $value = $property.Value
                if ($value -is [string]) { $Writer.WriteString($property.Name, $value) }
                elseif ($null -eq $value) { $Writer.WriteNull($property.Name) }
                elseif ($value -is [bool]) { $Writer.WriteBoolean($property.Name, $value) }
                elseif ($value -is [object[]]) {
                    $Writer.WriteStartArray($property.Name)
                    foreach ($item in $value) {
                        if ($item -is [string]) { $Writer.WriteStringValue($item) } else { Write-Value $Writer $item 1 }
                    }
                    $Writer.WriteEndArray()
                }
                else {
                    $Writer.WritePropertyName($property.Name)
                    Write-Value $Writer $value 0
                }
            }
            $Writer.WriteEndObject()
            # A long reply goes out in slices, so that neither side ever holds it twice.
            if ($Writer.BytesPending -gt 256KB) {
                $Writer.Flush()
                Send-Lines
                $reply.IsBegun = $true
            }
        }
    }

    # Errors as data: who judges them needs types and ids, not only a text.
    function ConvertTo-ErrorData($Caught) {
        $exception = $Caught.Exception
        if ($exception -is [Management.Automation.ActionPreferenceStopException]) {
            $Caught = $exception.ErrorRecord
            $exception = $Caught.Exception
        }
        $inner = $exception.GetBaseException()
        [ordered]@{
            type      = $exception.GetType().FullName
            reason    = $Caught.CategoryInfo.Reason
            category  = $Caught.CategoryInfo.Category
            id        = $Caught.FullyQualifiedErrorId
            text      = $exception.Message
            inner     = $inner.GetType().FullName
            socket    = if ($inner -is [Net.Sockets.SocketException]) { $inner.SocketErrorCode } else { $null }
            parameter = if ($exception -is [Management.Automation.ParameterBindingException]) { $exception.ParameterName } else { $null }
        }
    }

    # A JSON value as the value that a parameter gets. Lists are lists of texts, objects are hash tables.
    function ConvertTo-Argument($Element) {
        switch ($Element.ValueKind) {
            'String' { return $Element.GetString() }
            'Number' {
                $number = 0
                if ($Element.TryGetInt32([ref] $number)) { return $number }
                return $Element.GetDouble()
            }
            'True' { return $true }
            'False' { return $false }
            'Null' { return $null }
            'Array' {
                $texts = [Collections.Generic.List[string]]::new()
                foreach ($item in $Element.EnumerateArray()) { $texts.Add($item.GetString()) }
                return , $texts.ToArray()
            }
            'Object' {
                $table = @{}
                foreach ($member in $Element.EnumerateObject()) {
                    # Exchange's edit of a list: @{ Add = …; Remove = … }.
                    $name = $member.Name.Substring(0, 1).ToUpperInvariant() + $member.Name.Substring(1)
                    $table[$name] = ConvertTo-Argument $member.Value
                }
                return $table
            }
        }
    }

    function ConvertTo-Arguments($Element) {
        $arguments = @{}
        foreach ($member in $Element.EnumerateObject()) {
            $arguments[$member.Name] = ConvertTo-Argument $member.Value
        }
        return $arguments
    }

    # Only what the list names, and only from the module of this connection or Microsoft's own.
    function Find-Cmdlet([string] $Name) {
        if (!$allowed.ContainsKey($Name)) {
            throw [Management.Automation.CommandNotFoundException]::new("The cmdlet '$Name' is on no list of allowed cmdlets.")
        }
        $found = Get-Command -Name $Name -CommandType Function, Cmdlet -ErrorAction SilentlyContinue |
            Where-Object { $_.Source -eq $moduleName -or $_.Source -like 'tmpEXO_*' } |
            Select-Object -First 1
        if (!$found) {
            throw [Management.Automation.CommandNotFoundException]::new("The term '$Name' is not recognized as a name of a cmdlet.")
        }
        return $found
    }

    # Runs calls in order; each has its own line in the answer. What a write did is told before anything else
    # begins. Lines of reads may wait for each other a moment, since each that is sent wakes the other side.
    function Invoke-Calls([int] $Id, [Text.Json.JsonElement] $Calls) {
        # What stands outside a function is searched by its name at each use; here hundreds of calls use it.
        $lines, $writer, $sent, $warnings = $lines, $writer, $sent, $warnings
        $allowed, $cmdlets, $selections, $reply = $allowed, $cmdlets, $selections, $reply
        $isText, $isFalse, $isTrue = 'String', 'False', 'True' -as [Text.Json.JsonValueKind[]]
        foreach ($call in $Calls.EnumerateArray()) {
            $start = $lines.Length
            $warnings.Clear()
            $reply.IsBegun = $false
            # The same warnings once more: a cmdlet that fails takes its output along.
            $heard = $null
            try {
                $name = $call.GetProperty('cmdlet').GetString()
                $isRead = $name.StartsWith('Get-', [StringComparison]::Ordinal)
                if (!$isRead -and $start -gt 0) {
                    Send-Lines
                    $start = 0
                }
                $command = $cmdlets[$name]
                if ($null -eq $command) {
                    $command = Find-Cmdlet $name
                    $cmdlets[$name] = $command
                }
                $names = $allowed[$name]
                $arguments = @{ ErrorAction = 'Stop'; WarningVariable = 'heard' }
                foreach ($member in $call.GetProperty('parameters').EnumerateObject()) {
                    if (!$names.Contains($member.Name)) {
                        throw [Management.Automation.ParameterBindingException]::new("The parameter '$($member.Name)' of '$name' is on no list of allowed parameters.")
                    }
                    $element = $member.Value
                    $kind = $element.ValueKind
                    $arguments[$member.Name] =
                        if ($kind -eq $isText) { $element.GetString() }
                        elseif ($kind -eq $isFalse) { $false }
                        elseif ($kind -eq $isTrue) { $true }
                        else { ConvertTo-Argument $element }
                }
                # Warnings come between the rows, also from deep inside a module.
                $output = & $command @arguments 3>&1

                $chosen = $null
                $select = [Text.Json.JsonElement]::new()
                if ($call.TryGetProperty('select', [ref] $select)) {
                    $key = $select.GetRawText()
                    $chosen = $selections[$key]
                    if ($null -eq $chosen) {
                        $chosen = ConvertTo-Argument $select
                        $selections[$key] = $chosen
                    }
                }

                $writer.Reset($lines)
                $writer.WriteStartObject()
                $writer.WriteNumber('id', $Id)
                $writer.WriteStartArray('rows')
                if ($null -ne $output) { Write-Rows $writer $output $chosen $warnings }
                $writer.WriteEndArray()
                $writer.WriteStartArray('warnings')
                foreach ($warning in $warnings) { $writer.WriteStringValue($warning) }
                $writer.WriteEndArray()
                $writer.WriteEndObject()
                $writer.Flush()
                $lines.WriteByte(10)
            }
            catch {
                # Half a line cannot be taken back: ending here tells that it is none.
                if ($reply.IsBegun) { throw }
                $lines.SetLength($start)
                Add-Reply ([ordered]@{ id = $Id; error = ConvertTo-ErrorData $_; warnings = @($heard | ForEach-Object Message) })
                $global:Error.Clear()
            }
            $output = $null
            if (!$isRead -or $lines.Length -gt 65536 -or $sent.ElapsedMilliseconds -gt 50) { Send-Lines }
        }
        if ($lines.Length -gt 0) { Send-Lines }
    }

    function Connect-Exchange([int] $Id, $Request) {
        $arguments = ConvertTo-Arguments $Request.GetProperty('parameters')
        $password = $arguments['CertificatePassword']
        if ($password) {
            $arguments['CertificatePassword'] = [Net.NetworkCredential]::new('', $password).SecurePassword
        }
        $content = $arguments['Certificate']
        if ($content) {
            $arguments['Certificate'] = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($content), $password)
            $arguments.Remove('CertificatePassword')
        }
        # What a person must know to sign in, such as the code to type, comes as a warning or as text for the host.
        Connect-ExchangeOnline @arguments -ErrorAction Stop 3>&1 4>$null 5>$null 6>&1 | & {
            process { Send-Reply ([ordered]@{ id = $Id; notice = [string] $_ }) }
        }
    }

    # What the connection offers: cmdlets are cut to the roles of who signed in, and so are their parameters.
    function Get-Offer {
        foreach ($name in $allowed.Keys) {
            $command = Get-Command -Name $name -CommandType Function, Cmdlet -ErrorAction SilentlyContinue | Select-Object -First 1
            if (!$command) { continue }
            [ordered]@{
                cmdlet     = $name
                parameters = @($command.Parameters.Keys.Where{ $_ -notin [Management.Automation.PSCmdlet]::CommonParameters })
            }
        }
    }

    function Set-Allowed($Request) {
        foreach ($cmdlet in $Request.GetProperty('allowed').EnumerateObject()) {
            $names = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
            foreach ($parameter in $cmdlet.Value.EnumerateArray()) { $null = $names.Add($parameter.GetString()) }
            $allowed[$cmdlet.Name] = $names
        }
    }

    function Invoke-Request($Request) {
        $id = $Request.GetProperty('id').GetInt32()
        switch ($Request.GetProperty('ask').GetString()) {
            'run' { Invoke-Calls $id $Request.GetProperty('calls') }
            'connect' {
                $step = 'load'
                try {
                    Set-Allowed $Request
                    $version = $Request.GetProperty('module').GetString()
                    Import-Module -Name $moduleName -RequiredVersion $version -Global -DisableNameChecking 3>$null 6>$null
                    $step = 'sign-in'
                    Connect-Exchange $id $Request
                    Send-Reply ([ordered]@{ id = $id; connected = $true })
                }
                catch { Send-Reply ([ordered]@{ id = $id; step = $step; error = ConvertTo-ErrorData $_ }) }
            }
            'offer' { Send-Reply ([ordered]@{ id = $id; offer = @(Get-Offer) }) }
        }
    }

    # On Windows a pipe has a name, elsewhere it is a socket with a path; this class knows both.
    $pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $Address, [IO.Pipes.PipeDirection]::InOut)
    # It was there before we were started. Where it is gone, so is who would take its folder away.
    try { $pipe.Connect(2000) }
    catch {
        if (!$IsWindows) { Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath (Split-Path -Parent $Address) }
        throw
    }
    $reader = [IO.StreamReader]::new($pipe, $utf8, $false, 65536)
    $allowed = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $cmdlets = @{}
    $selections = @{}
    $warnings = [Collections.Generic.List[string]]::new()
    $lines = [IO.MemoryStream]::new()
    $writer = [Text.Json.Utf8JsonWriter]::new($lines)
    $sent = [Diagnostics.Stopwatch]::StartNew()
    $reply = @{ IsBegun = $false }
    # The properties of an object. `.PSObject` gives them too, but makes a lasting helper for each object first,
    # which takes longer than all else that is done with a row.
    $propertiesOf = [Delegate]::CreateDelegate(
        [Func[psobject, Management.Automation.PSMemberInfoCollection[Management.Automation.PSPropertyInfo]]],
        [psobject].GetProperty('Properties').GetGetMethod())

    Send-Reply ([ordered]@{
            token      = $Token
            processId  = $PID
            powershell = $PSVersionTable.PSVersion.ToString()
            modules    = @(Get-Module -ListAvailable -Name $moduleName | ForEach-Object { $_.Version.ToString() })
        })

    while ($null -ne ($line = $reader.ReadLine())) { Invoke-Request ([Text.Json.JsonDocument]::Parse($line).RootElement) }

    if (Get-Command -Name Disconnect-ExchangeOnline -ErrorAction SilentlyContinue) {
        try { Disconnect-ExchangeOnline -Confirm:$false *>$null } catch { $null = $_ }
    }
}

$address = $env:DEVICEMAIL_BRIDGE
$token = $env:DEVICEMAIL_BRIDGE_TOKEN
# What a module starts need not know them.
$env:DEVICEMAIL_BRIDGE = $null
$env:DEVICEMAIL_BRIDGE_TOKEN = $null

$state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
$runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($Host, $state)
$runspace.Open()
$shell = [powershell]::Create()
$shell.Runspace = $runspace
$null = $shell.AddScript($loop.ToString(), $true).AddArgument($address).AddArgument($token)
try { $null = $shell.Invoke() }
catch { [Console]::Error.WriteLine($_.Exception.Message) }
finally { [Environment]::Exit(0) }
