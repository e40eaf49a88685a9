//! The drawings from outside: every region of the body, and the figure of every position that comes with the program.

mod body;
mod figure;
mod strip;
