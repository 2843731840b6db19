@node "%~dp0pulumi-resource-devicemail" %*
