import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Whether somebody is being asked where a draft should begin and in which scheme. */
export const useDraftDialog = defineStore('draft-dialog', () => ({ isOpen: ref(false) }));
