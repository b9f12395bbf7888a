//! A downloader in Rust, and a test that drives it through a retry, a timeout and a reconnect. The interfaces are those of the headers of BITS, as far
//! as they are called; crates are not needed.
#![allow(non_snake_case)]

use std::ffi::{c_char, c_void, CString};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Mutex;

type HResult = i32;

const S_OK: HResult = 0;
const E_NOINTERFACE: HResult = 0x8000_4002_u32 as i32;
const TRANSIENT_ERROR: i32 = 5;
const ACKNOWLEDGED: i32 = 7;
const CANCELLED: i32 = 8;

#[repr(C)]
#[derive(Clone, Copy, PartialEq, Default)]
struct Guid(u32, u16, u16, [u8; 8]);

const IID_UNKNOWN: Guid = Guid(0, 0, 0, [0xC0, 0, 0, 0, 0, 0, 0, 0x46]);
const IID_CALLBACK: Guid = Guid(0x97EA99C7, 0x0186, 0x4AD4, [0x8D, 0xF9, 0xC5, 0xB4, 0xE0, 0xED, 0x6B, 0x22]);

/// A method that is not called here.
type Slot = *const c_void;

#[repr(C)]
struct Interface<T: 'static> {
    slots: &'static T,
}

#[repr(C)]
struct ManagerSlots {
    QueryInterface: Slot,
    AddRef: Slot,
    Release: unsafe extern "system" fn(*mut Manager) -> u32,
    CreateJob: unsafe extern "system" fn(*mut Manager, *const u16, i32, *mut Guid, *mut *mut Job) -> HResult,
}
type Manager = Interface<ManagerSlots>;

#[repr(C)]
struct JobSlots {
    QueryInterface: Slot,
    AddRef: Slot,
    Release: unsafe extern "system" fn(*mut Job) -> u32,
    AddFileSet: Slot,
    AddFile: unsafe extern "system" fn(*mut Job, *const u16, *const u16) -> HResult,
    EnumFiles: Slot,
    Suspend: Slot,
    Resume: unsafe extern "system" fn(*mut Job) -> HResult,
    Cancel: unsafe extern "system" fn(*mut Job) -> HResult,
    Complete: unsafe extern "system" fn(*mut Job) -> HResult,
    GetIdToProgress: [Slot; 3],
    GetTimes: Slot,
    GetState: unsafe extern "system" fn(*mut Job, *mut i32) -> HResult,
    GetErrorToGetPriority: [Slot; 8],
    SetNotifyFlags: unsafe extern "system" fn(*mut Job, u32) -> HResult,
    GetNotifyFlags: Slot,
    SetNotifyInterface: unsafe extern "system" fn(*mut Job, *mut Callback) -> HResult,
    GetNotifyInterface: Slot,
    SetMinimumRetryDelay: unsafe extern "system" fn(*mut Job, u32) -> HResult,
    GetMinimumRetryDelay: Slot,
    SetNoProgressTimeout: unsafe extern "system" fn(*mut Job, u32) -> HResult,
}
type Job = Interface<JobSlots>;

#[repr(C)]
struct ErrorSlots {
    QueryInterface: Slot,
    AddRef: Slot,
    Release: Slot,
    GetError: unsafe extern "system" fn(*mut BitsError, *mut i32, *mut HResult) -> HResult,
}
type BitsError = Interface<ErrorSlots>;

#[repr(C)]
struct CallbackSlots {
    QueryInterface: unsafe extern "system" fn(*mut Callback, *const Guid, *mut *mut c_void) -> HResult,
    AddRef: unsafe extern "system" fn(*mut Callback) -> u32,
    Release: unsafe extern "system" fn(*mut Callback) -> u32,
    JobTransferred: unsafe extern "system" fn(*mut Callback, *mut Job) -> HResult,
    JobError: unsafe extern "system" fn(*mut Callback, *mut Job, *mut BitsError) -> HResult,
    JobModification: unsafe extern "system" fn(*mut Callback, *mut Job, u32) -> HResult,
}

fn check(hresult: HResult) -> Result<(), HResult> {
    if hresult < 0 { Err(hresult) } else { Ok(()) }
}

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain(Some(0)).collect()
}

// ---- The downloader: it knows the interfaces of BITS and nothing of the emulator. ----

/// What BITS has told.
#[derive(Clone, Copy, Default)]
struct Told {
    transferred: u32,
    errors: u32,
    code: HResult,
}

/// The object that BITS calls: the slots come first.
#[repr(C)]
struct Callback {
    slots: &'static CallbackSlots,
    references: AtomicU32,
    told: Mutex<Told>,
}

static CALLBACK_SLOTS: CallbackSlots = CallbackSlots {
    QueryInterface: Callback::query_interface,
    AddRef: Callback::add_ref,
    Release: Callback::release,
    JobTransferred: Callback::job_transferred,
    JobError: Callback::job_error,
    JobModification: Callback::job_modification,
};

impl Callback {
    fn new() -> *mut Callback {
        Box::into_raw(Box::new(Callback { slots: &CALLBACK_SLOTS, references: AtomicU32::new(1), told: Mutex::default() }))
    }

    unsafe extern "system" fn query_interface(this: *mut Callback, id: *const Guid, result: *mut *mut c_void) -> HResult {
        if *id != IID_UNKNOWN && *id != IID_CALLBACK {
            *result = null_mut();
            return E_NOINTERFACE;
        }
        Callback::add_ref(this);
        *result = this.cast();
        S_OK
    }

    unsafe extern "system" fn add_ref(this: *mut Callback) -> u32 {
        (*this).references.fetch_add(1, Ordering::SeqCst) + 1
    }

    unsafe extern "system" fn release(this: *mut Callback) -> u32 {
        let left = (*this).references.fetch_sub(1, Ordering::SeqCst) - 1;
        if left == 0 {
            drop(Box::from_raw(this));
        }
        left
    }

    unsafe extern "system" fn job_transferred(this: *mut Callback, job: *mut Job) -> HResult {
        (*this).told.lock().unwrap().transferred += 1;
        ((*job).slots.Complete)(job)
    }

    unsafe extern "system" fn job_error(this: *mut Callback, job: *mut Job, error: *mut BitsError) -> HResult {
        let (mut context, mut code) = (0, 0);
        ((*error).slots.GetError)(error, &mut context, &mut code);
        {
            let mut told = (*this).told.lock().unwrap();
            told.errors += 1;
            told.code = code;
        }
        ((*job).slots.Cancel)(job)
    }

    unsafe extern "system" fn job_modification(_: *mut Callback, _: *mut Job, _: u32) -> HResult {
        S_OK
    }
}

struct Downloader {
    job: *mut Job,
    callback: *mut Callback,
}

impl Downloader {
    fn begin(manager: *mut Manager, url: &str, path: &str, retry_delay: u32, no_progress_timeout: u32) -> Result<Downloader, HResult> {
        let mut id = Guid::default();
        let mut this = Downloader { job: null_mut(), callback: Callback::new() };
        unsafe {
            check(((*manager).slots.CreateJob)(manager, wide("update").as_ptr(), 0, &mut id, &mut this.job))?;
            let (job, slots) = (this.job, (*this.job).slots);
            check((slots.AddFile)(job, wide(url).as_ptr(), wide(path).as_ptr()))?;
            check((slots.SetMinimumRetryDelay)(job, retry_delay))?;
            check((slots.SetNoProgressTimeout)(job, no_progress_timeout))?;
            check((slots.SetNotifyFlags)(job, 1 | 2))?;
            check((slots.SetNotifyInterface)(job, this.callback))?;
            check((slots.Resume)(job))?;
        }
        Ok(this)
    }

    fn state(&self) -> i32 {
        let mut state = -1;
        unsafe { check(((*self.job).slots.GetState)(self.job, &mut state)).expect("a job tells its state") };
        state
    }

    fn told(&self) -> Told {
        unsafe { *(*self.callback).told.lock().unwrap() }
    }

    /// Asks every four seconds until the job has ended.
    fn wait(&self, seconds: u32, sleep: impl Fn(u32)) -> i32 {
        let mut waited = 0;
        while waited < seconds && self.state() != ACKNOWLEDGED && self.state() != CANCELLED {
            sleep(4000);
            waited += 4;
        }
        self.state()
    }
}

impl Drop for Downloader {
    fn drop(&mut self) {
        unsafe {
            if !self.job.is_null() {
                ((*self.job).slots.Release)(self.job);
            }
            Callback::release(self.callback);
        }
    }
}

// ---- The test ----

const SECOND: i64 = 10_000_000;

#[repr(C)]
struct Handle([u8; 0]);

#[link(name = "bits_retrysim")]
extern "system" {
    fn bits_retrysim_create(simulation: *mut *mut Handle) -> HResult;
    fn bits_retrysim_destroy(simulation: *mut Handle) -> HResult;
    fn bits_retrysim_manager(simulation: *mut Handle, version: i32, manager: *mut *mut Manager) -> HResult;
    fn bits_retrysim_resource(simulation: *mut Handle, host: *const c_char, path: *const c_char, size: i64) -> HResult;
    fn bits_retrysim_fail(simulation: *mut Handle, host: *const c_char, path: *const c_char, fault: i32) -> HResult;
    fn bits_retrysim_outage(simulation: *mut Handle, host: *const c_char, path: *const c_char, from: i64, to: i64, fault: i32) -> HResult;
    fn bits_retrysim_set_bandwidth(simulation: *mut Handle, host: *const c_char, bits_per_second: i64) -> HResult;
    fn bits_retrysim_set_condition(simulation: *mut Handle, condition: i32, holds: i32) -> HResult;
    fn bits_retrysim_advance(simulation: *mut Handle, ticks: i64) -> HResult;
    fn bits_retrysim_sleep(simulation: *mut Handle, milliseconds: u32) -> HResult;
    fn bits_retrysim_elapsed(simulation: *mut Handle, ticks: *mut i64) -> HResult;
}

struct Simulation {
    handle: *mut Handle,
    manager: *mut Manager,
}

impl Simulation {
    fn new() -> Simulation {
        let (host, path) = (CString::new("cdn.example").unwrap(), CString::new("/app.zip").unwrap());
        let mut this = Simulation { handle: null_mut(), manager: null_mut() };
        unsafe {
            assert_eq!(bits_retrysim_create(&mut this.handle), S_OK);
            assert_eq!(bits_retrysim_resource(this.handle, host.as_ptr(), path.as_ptr(), 10_000_000), S_OK);
            assert_eq!(bits_retrysim_manager(this.handle, 9, &mut this.manager), S_OK);
        }
        this
    }

    fn download(&self, retry_delay: u32, no_progress_timeout: u32) -> Downloader {
        Downloader::begin(self.manager, "https://cdn.example/app.zip", "C:\\in\\app.zip", retry_delay, no_progress_timeout).expect("a job begins")
    }

    /// In place of the Sleep of Windows.
    fn sleep(&self) -> impl Fn(u32) + '_ {
        |milliseconds| assert_eq!(unsafe { bits_retrysim_sleep(self.handle, milliseconds) }, S_OK)
    }

    fn set_network(&self, is_there: bool) {
        assert_eq!(unsafe { bits_retrysim_set_condition(self.handle, 0, !is_there as i32) }, S_OK);
    }

    fn advance(&self, seconds: i64) {
        assert_eq!(unsafe { bits_retrysim_advance(self.handle, seconds * SECOND) }, S_OK);
    }

    fn seconds(&self) -> i64 {
        let mut ticks = -1;
        assert_eq!(unsafe { bits_retrysim_elapsed(self.handle, &mut ticks) }, S_OK);
        ticks / SECOND
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        unsafe {
            ((*self.manager).slots.Release)(self.manager);
            assert_eq!(bits_retrysim_destroy(self.handle), S_OK);
        }
    }
}

fn check_retry() {
    let bits = Simulation::new();
    assert_eq!(unsafe { bits_retrysim_outage(bits.handle, std::ptr::null(), std::ptr::null(), 0, 90 * SECOND, 503) }, S_OK);
    let client = bits.download(60, 86_400);
    bits.advance(0);
    assert_eq!(client.state(), TRANSIENT_ERROR);
    assert_eq!(client.wait(300, bits.sleep()), ACKNOWLEDGED);
    assert_eq!((client.told().transferred, client.told().errors, bits.seconds()), (1, 0, 120));
    println!("retry: out for 90 seconds with 503, tried again each minute, completed");
}

fn check_no_progress() {
    let bits = Simulation::new();
    assert_eq!(unsafe { bits_retrysim_fail(bits.handle, std::ptr::null(), std::ptr::null(), 503) }, S_OK);
    let client = bits.download(60, 3600);
    assert_eq!(client.wait(7200, bits.sleep()), CANCELLED);
    assert_eq!((client.told().errors, client.told().code as u32, bits.seconds()), (1, 0x801901F7, 3600));
    println!("no progress: an hour without a byte, JobError with 0x801901F7, cancelled");
}

fn check_reconnect() {
    let bits = Simulation::new();
    assert_eq!(unsafe { bits_retrysim_set_bandwidth(bits.handle, std::ptr::null(), 8_000_000) }, S_OK);
    let client = bits.download(600, 1_209_600);
    bits.advance(4);
    bits.set_network(false);
    assert_eq!(client.state(), TRANSIENT_ERROR);
    bits.advance(86_400);
    assert_eq!(client.state(), TRANSIENT_ERROR);
    bits.set_network(true);
    assert_eq!(client.wait(60, bits.sleep()), ACKNOWLEDGED);
    assert_eq!((client.told().transferred, client.told().errors), (1, 0));
    assert_eq!(unsafe { (*client.callback).references.load(Ordering::SeqCst) }, 1, "the job has let go of the callback");
    println!("reconnect: a day without a network, went on at once when it was back, completed");
}

fn main() {
    check_retry();
    check_no_progress();
    check_reconnect();
    println!("all well");
}
