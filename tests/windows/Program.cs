using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using BitsOnWindows;

[assembly: SupportedOSPlatform("windows")]

// The service first: replacements leave it as it is.
Action[] checks =
[
    ServiceChecks.AJobOfTheServiceComesAndGoes,
    Checks.EveryClassIsTheEmulator,
    Checks.ConnectGetsTheEmulatorToo,
    Checks.AfterItsEndTheClassesAreTheServicesAgain,
    Checks.AnOldVersionHasItsClassesAndInterfaces,
    Checks.AProcessHasOneReplacement,
    Checks.WhatStandsInTheWayIsFound,
    Checks.AClientIsToldAfterARetry,
    Checks.AClientIsToldOfTheTimeout,
    Checks.ClassicClientsGetTheEmulator,
    ApartmentChecks.ItOutlivesTheThreadThatReplaced,
    ApartmentChecks.AThreadWithAnApartmentEndsItToo,
    ApartmentChecks.AThreadWithAnApartmentReplacesForItself,
    ApartmentChecks.AnApartmentThatEndsTakesItAlong,
    ApartmentChecks.AnApartmentThatEndsMakesRoom,
    ApartmentChecks.ItsEndLeavesTheThreadWithoutAnApartment,
    ApartmentChecks.OtherApartmentsGetProxies,
    ApartmentChecks.ConnectNeedsASharedApartment,
    ServiceChecks.AJobOfTheServiceComesAndGoes,
];

Console.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
foreach (Action check in checks)
{
    Console.WriteLine(check.Method.Name);
    check();
}

Console.WriteLine($"All {checks.Length} checks hold.");
