#!/bin/sh
# A function that never asks for an event.
exec sleep 60
