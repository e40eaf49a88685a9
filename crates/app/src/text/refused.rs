//! Sentences about files that were to be imported: what is wrong with them, and where.

use super::reading::{content, read_error};
use holdwell_files::shown;
use holdwell_store::{CellFault, FileFault, RefusedFile, RowFault};

/// Returns what is wrong with a file of which nothing was taken: `file: what is wrong`.
pub fn refused_file(refused: &RefusedFile) -> String {
    match refused {
        RefusedFile::WasErased(file) => {
            format!("{}: this client was erased here, and stays erased; nothing was taken", shown(file))
        }
        RefusedFile::NotRead(file, fault) => format!("{}: {}", shown(file), file_fault(fault)),
    }
}

/// Returns what is wrong with a file that was to be imported.
fn file_fault(fault: &FileFault) -> String {
    let words = match fault {
        FileFault::Unreadable(why) => return format!("cannot be read: {}", read_error(*why)),
        FileFault::NothingExported(name) => {
            return format!("nothing that was exported is in this folder; look for {name}");
        }
        FileFault::TooLong => "this is longer than anything that was exported",
        FileFault::NoExport(Some(other)) => {
            return format!("this is not what `holdwell export` writes: it is {}", content(*other));
        }
        FileFault::NoExport(None) => "this is not what `holdwell export` writes",
        FileFault::BrokenFrom(line) => return format!("this export cannot be read from line {line} on"),
        FileFault::VersionZero => "no Holdwell wrote this: there is no version 0",
        FileFault::Newer(version) => {
            return format!("a newer Holdwell wrote this (version {version}); import it with that one");
        }
        FileFault::Row { table, row, fault } => return format!("{table} {row}: {}", row_fault(fault)),
        FileFault::ClientMissing => "the row of the client is missing",
        FileFault::OtherPlans => "the plans are not those of the sessions",
        FileFault::RowsClash => "its rows do not fit each other; nothing was taken",
    };
    words.to_owned()
}

fn row_fault(fault: &RowFault) -> String {
    let words = match fault {
        RowFault::Cell(column, fault) => return format!("{column}: {}", cell_fault(fault)),
        RowFault::Twice => "stands there twice",
        RowFault::WholeDiffers => "whole: says something else than the row",
        RowFault::AnotherPlan => "whole: is not the plan that is meant",
        RowFault::OriginDiffers => "origin: says something else than whole",
        RowFault::AnotherClient => "does not belong to the client of this file",
    };
    words.to_owned()
}

fn cell_fault(fault: &CellFault) -> String {
    let words = match fault {
        CellFault::Missing => "is missing",
        CellFault::Unreadable => "is not what this program can read",
        CellFault::NoText => "should be text",
        CellFault::NoNumber(least, most) => return format!("should be a whole number from {least} to {most}"),
        CellFault::NoInstant => "should be an instant between the years 0 and 9999",
        CellFault::NoId(text) => return format!("{text:?} is no id"),
    };
    words.to_owned()
}
