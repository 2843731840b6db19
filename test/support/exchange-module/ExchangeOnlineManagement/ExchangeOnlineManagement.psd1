@{
    RootModule        = 'ExchangeOnlineManagement.psm1'
    ModuleVersion     = '3.9.2'
    GUID              = 'b6d1f3a0-5d2e-4c67-9a41-0f6b0f6e2c11'
    Author            = 'devicemail'
    Description       = 'Stands in for the module of the same name: its cmdlets forward to a simulated tenant.'
    PowerShellVersion = '7.4'
    FunctionsToExport = @('Connect-ExchangeOnline', 'Disconnect-ExchangeOnline', 'Get-ConnectionInformation')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
